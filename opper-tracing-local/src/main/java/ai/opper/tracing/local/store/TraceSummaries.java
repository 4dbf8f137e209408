// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import ai.opper.tracing.local.store.Group.Touched;
import ai.opper.tracing.local.store.TraceFacts.Source;
import ai.opper.tracing.local.store.TraceState.Head;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Brings the summaries of the traces of a group up to date, for all of them at once. */
final class TraceSummaries {

    private final Sql sql;

    private final JsonMapper json;

    private final TraceSummaryRows rows;

    private final TraceLabels labels;

    private final TraceWords words;

    private final LatestTraces latest;

    TraceSummaries(Sql sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
        this.rows = new TraceSummaryRows(sql);
        this.labels = new TraceLabels(sql);
        this.words = new TraceWords(sql);
        this.latest = new LatestTraces(sql.dialect());
    }

    void follow(Group group) {
        this.latest.forget(group.removed());
        this.labels.forget(group.removed());
        Map<Long, Touched> touched = group.touched();
        if (touched.isEmpty()) {
            return;
        }
        Map<Long, TraceState> stored = stored(touched.values().stream().filter((trace) -> !trace.whollyNew()).toList());
        Map<Long, TraceState> states = new LinkedHashMap<>();
        List<Touched> again = new ArrayList<>();
        for (Touched trace : touched.values()) {
            TraceState state = advanced(trace, stored.get(trace.no()));
            if (state != null) {
                states.put(trace.no(), state);
            }
            else {
                again.add(trace);
            }
        }
        Set<Long> gone = sumUp(again, states);
        preview(touched, states.values());
        this.rows.write(states.values(), stored.keySet());
        this.labels.write(states.values(), again.stream().map(Touched::no).collect(Collectors.toSet()));
        this.words.write(touched.values().stream().filter((trace) -> !gone.contains(trace.no())).toList(), states);
        delete(gone);
        this.latest.keep(states.values());
        touched.clear();
    }

    /** Forgets what it knew: the transaction that it was for has failed. */
    void forgetAll() {
        this.latest.forgetAll();
        this.labels.forgetAll();
    }

    private @Nullable TraceState advanced(Touched trace, @Nullable TraceState stored) {
        if (trace.needsRecompute() || (stored == null && !trace.whollyNew())) {
            return null;
        }
        if (stored == null) {
            boolean complete = trace.added().stream().noneMatch(SpanEntry::orphan) || trace.added().size() == 1;
            return complete ? TraceState.of(trace.no(), trace.id(), trace.added()) : null;
        }
        return stored.add(trace.added()) ? stored : null;
    }

    // Returns the traces that have no spans any more.
    private Set<Long> sumUp(List<Touched> traces, Map<Long, TraceState> states) {
        Map<Long, List<SpanEntry>> spans = spansOf(traces.stream().map(Touched::no).toList());
        for (Touched trace : traces) {
            List<SpanEntry> all = adopted(spans.getOrDefault(trace.no(), List.of()));
            if (!all.isEmpty()) {
                states.put(trace.no(), TraceState.of(trace.no(), trace.id(), all));
            }
        }
        return traces.stream().map(Touched::no).filter((no) -> !states.containsKey(no)).collect(Collectors.toSet());
    }

    // A span that came before its parent is no orphan any more once that is here.
    private List<SpanEntry> adopted(List<SpanEntry> spans) {
        if (spans.stream().noneMatch(SpanEntry::orphan)) {
            return spans;
        }
        Set<UUID> ids = spans.stream().map(SpanEntry::id).collect(Collectors.toSet());
        List<Long> found = spans.stream()
            .filter((span) -> span.orphan() && ids.contains(span.parentId()))
            .map(SpanEntry::no)
            .toList();
        this.sql.change("update local_span set orphan = false where no in (:in)", found);
        return spans.stream()
            .map((span) -> (span.orphan() && ids.contains(span.parentId())) ? span.withParent() : span)
            .toList();
    }

    private Map<Long, List<SpanEntry>> spansOf(List<Long> traces) {
        Map<Long, List<SpanEntry>> spans = new HashMap<>();
        this.sql.in("select " + SpanEntry.COLUMNS + ", s.trace_no from local_span s where s.trace_no in (:in)", traces,
                (row, number) -> spans.computeIfAbsent(row.getLong("trace_no"), (no) -> new ArrayList<>())
                    .add(SpanEntry.read(row, this.json)));
        return spans;
    }

    private void preview(Map<Long, Touched> touched, Iterable<TraceState> states) {
        Map<Long, Span> known = new HashMap<>();
        touched.values().forEach((trace) -> known.putAll(trace.payloads()));
        List<Long> wanted = new ArrayList<>();
        for (TraceState state : states) {
            for (Source source : List.of(state.facts().input(), state.facts().output())) {
                Long no = source.changedTo();
                if (no != null && !known.containsKey(no)) {
                    wanted.add(no);
                }
            }
        }
        Map<Long, String[]> read = new HashMap<>();
        this.sql.in("select span_no, input, output from local_span_payload where span_no in (:in)", wanted,
                (row, number) -> read.put(row.getLong("span_no"),
                        new String[] { row.getString("input"), row.getString("output") }));
        for (TraceState state : states) {
            show(state.facts().input(), known, read, 0);
            show(state.facts().output(), known, read, 1);
        }
    }

    private static void show(Source source, Map<Long, Span> known, Map<Long, String[]> read, int which) {
        Long no = source.changedTo();
        if (no == null) {
            return;
        }
        Span span = known.get(no);
        String[] payload = (span != null) ? new @Nullable String[] { span.input(), span.output() } : read.get(no);
        source.show((payload != null) ? Texts.preview(payload[which], SpanEntry.PREVIEW) : null);
    }

    private Map<Long, TraceState> stored(List<Touched> traces) {
        Map<Long, TraceState> states = new HashMap<>();
        List<Long> unknown = new ArrayList<>();
        for (Touched trace : traces) {
            TraceState state = this.latest.find(trace.no());
            if (state != null) {
                states.put(trace.no(), state);
            }
            else {
                unknown.add(trace.no());
            }
        }
        this.sql.in(
                "select * from local_trace t join local_trace_detail d on d.trace_no = t.no where t.no in (:in)"
                        + this.sql.dialect().lock(),
                unknown, (row, number) -> states.put(row.getLong("no"), read(row)));
        return states;
    }

    private TraceState read(ResultSet row) throws SQLException {
        Head head = new Head(row.getLong("root_no"), Columns.uuid(row, "root_id"), row.getInt("root_kind"),
                row.getString("name"), row.getString("type"), row.getLong("start_us"), Columns.intOrNull(row, "score"));
        TraceFacts facts = TraceFacts.read(Objects.requireNonNull(row.getString("facts")), this.json);
        facts.readTypes(Objects.requireNonNull(row.getString("types")), this.json);
        facts.about(row.getString("session_id"), row.getString("user_id"), row.getString("error_preview"));
        facts.input().stored(Columns.longOrNull(row, "input_us"), row.getString("input_preview"));
        facts.output().stored(Columns.longOrNull(row, "output_us"), row.getString("output_preview"));
        TraceState state = TraceState.stored(row.getLong("no"), Columns.uuid(row, "id"), head, facts);
        state.totals().read(row);
        return state;
    }

    private void delete(Set<Long> traces) {
        if (!traces.isEmpty()) {
            TraceRemoval.remove(this.sql, traces);
            this.latest.forget(traces);
            this.labels.forget(traces);
        }
    }

}
