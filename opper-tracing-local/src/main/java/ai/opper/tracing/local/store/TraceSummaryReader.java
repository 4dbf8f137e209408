// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads summaries by the numbers of their traces. */
final class TraceSummaryReader {

    private final Sql sql;

    private final JsonMapper json;

    TraceSummaryReader(Sql sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * Reads summaries in the order asked for; those that are gone meanwhile are left out.
     * @param numbers the traces
     * @param preview characters of previews at most; 0 for what is stored
     */
    List<TraceSummary> read(List<Long> numbers, int preview) {
        Map<Long, Map<String, Double>> means = means(numbers);
        Map<Long, Previews> longer = (preview > SpanEntry.PREVIEW) ? previews(numbers, preview) : Map.of();
        Map<Long, TraceSummary> found = new HashMap<>();
        this.sql.in("select * from local_trace t join local_trace_detail d on d.trace_no = t.no where t.no in (:in)",
                numbers, (row, number) -> found.put(row.getLong("no"), read(row,
                        means.getOrDefault(row.getLong("no"), Map.of()), longer.get(row.getLong("no")), preview)));
        return numbers.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private TraceSummary read(ResultSet row, Map<String, Double> means, @Nullable Previews previews, int preview)
            throws SQLException {
        TraceFacts facts = TraceFacts.read(Objects.requireNonNull(row.getString("facts")), this.json);
        facts.readTypes(Objects.requireNonNull(row.getString("types")), this.json);
        TraceStatus status = TraceStatus.ofCode(row.getInt("status"));
        Long end = (status != TraceStatus.RUNNING) ? Columns.longOrNull(row, "end_us") : null;
        Previews shown = Optional.ofNullable(previews)
            .orElse(new Previews(null, null))
            .or(cut(row.getString("input_preview"), preview), cut(row.getString("output_preview"), preview));
        return new TraceSummary(Columns.uuid(row, "id"), Columns.uuid(row, "root_id"), row.getString("name"),
                row.getString("type"), Columns.instant(row, "start_us"), Columns.instantOrNull(end),
                Columns.longOrNull(row, "duration_us"), status, row.getString("error_preview"),
                row.getLong("span_count"), row.getLong("error_count"), facts.types(),
                Columns.longOrNull(row, "input_tokens"), Columns.longOrNull(row, "output_tokens"),
                Columns.longOrNull(row, "total_tokens"), Columns.doubleOrNull(row, "cost"), shown.input(),
                shown.output(), facts.tags(), row.getString("session_id"), row.getString("user_id"), facts.services(),
                facts.models(), Columns.intOrNull(row, "score"), Columns.doubleOrNull(row, "feedback"), means);
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        return (text != null && length > 0) ? Texts.cut(text, length) : text;
    }

    private Map<Long, Map<String, Double>> means(List<Long> traces) {
        Map<Long, Map<String, Double>> means = new HashMap<>();
        this.sql.in("""
                select trace_no, dimension, avg(measured) as mean from local_metric where trace_no in (:in)
                group by trace_no, dimension order by dimension""", traces,
                (row, number) -> means.computeIfAbsent(row.getLong("trace_no"), (no) -> new TreeMap<>())
                    .put(row.getString("dimension"), row.getDouble("mean")));
        return means;
    }

    // The root's payload, or that of the first step inside that has one.
    private Map<Long, Previews> previews(List<Long> traces, int length) {
        List<Payload> payloads = new ArrayList<>(this.sql.in("""
                select s.trace_no, s.start_us, s.no, t.root_no, p.input, p.output from local_trace t
                join local_span s on s.trace_no = t.no join local_span_payload p on p.span_no = s.no
                where t.no in (:in) and (s.no = t.root_no or s.parent_id = t.root_id)""", traces,
                (row, number) -> new Payload(row.getLong("trace_no"),
                        (row.getLong("no") == row.getLong("root_no")) ? Long.MIN_VALUE : row.getLong("start_us"),
                        row.getString("input"), row.getString("output"))));
        payloads.sort(Comparator.comparing(Payload::rank));
        return payloads.stream()
            .collect(Collectors.toMap(Payload::traceNo,
                    (payload) -> new Previews(Texts.preview(payload.input(), length),
                            Texts.preview(payload.output(), length)),
                    (earlier, later) -> earlier.or(later.input(), later.output())));
    }

    private record Payload(long traceNo, long rank, @Nullable String input, @Nullable String output) {
    }

    private record Previews(@Nullable String input, @Nullable String output) {

        Previews or(@Nullable String otherInput, @Nullable String otherOutput) {
            return new Previews((this.input != null) ? this.input : otherInput,
                    (this.output != null) ? this.output : otherOutput);
        }

    }

}
