// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads traces: pages of them, and the outline of one. */
public final class TraceStore {

    private final JdbcClient jdbc;

    TraceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lists traces, newest first.
     * @param name what must occur in the trace's name, in any case; or null
     * @param slice which of them
     * @return the page
     */
    public Page<TraceSummary> list(@Nullable String name, Slice slice) {
        TraceConditions conditions = TraceConditions.named(name);
        List<TraceHead> heads = conditions
            .bind(this.jdbc.sql("""
                    select t.id, t.name, t.start_time, t.root_id, r.input_preview from trace t
                    join span r on r.id = t.root_id %s
                    order by t.start_time desc, t.id desc offset :offset rows fetch next :limit rows only"""
                .formatted(conditions.where())))
            .param("offset", slice.offset())
            .param("limit", slice.limit())
            .query(TraceStore::readHead)
            .list();
        return new Page<>(count(conditions), summaries(heads));
    }

    /**
     * Lists traces for a reader who scrolls on from where the last page ended.
     * @param query what to look for
     * @return the page; its total leaves the position out of account
     */
    public Page<TraceSummary> list(TraceQuery query) {
        TraceConditions conditions = TraceConditions.of(query);
        List<TraceHead> heads = conditions.bind(this.jdbc.sql("""
                select t.id, t.name, t.start_time, t.root_id, r.input_preview from trace t
                join span r on r.id = t.root_id %s
                order by t.start_time desc, t.id desc fetch first :limit rows only""".formatted(conditions.where())))
            .param("limit", query.limit())
            .query(TraceStore::readHead)
            .list();
        return new Page<>(count(TraceConditions.of(new TraceQuery(query.text(), query.status(), null, query.limit()))),
                summaries(heads));
    }

    /**
     * Looks a trace up.
     * @param id the trace's id
     * @return its summary
     * @throws UnknownIdException when it is not stored
     */
    public TraceSummary get(UUID id) {
        Optional<TraceHead> head = this.jdbc.sql("""
                select t.id, t.name, t.start_time, t.root_id, r.input_preview from trace t
                join span r on r.id = t.root_id where t.id = :id""")
            .param("id", id)
            .query(TraceStore::readHead)
            .optional();
        return head.map((found) -> summaries(List.of(found)))
            .filter((found) -> !found.isEmpty())
            .orElseThrow(() -> new UnknownIdException("trace", id))
            .get(0);
    }

    /**
     * Reads the spans of a trace without their payloads, earliest first.
     * @param traceId the trace's id
     * @return the outlines; empty when there is no such trace
     */
    public List<SpanOutline> outline(UUID traceId) {
        return this.jdbc.sql("""
                select id, parent_id, name, type, start_time, end_time, error_preview, model, service_name, total_tokens
                from span where trace_id = :traceId order by start_time, id""")
            .param("traceId", traceId)
            .query((row, number) -> new SpanOutline(Columns.uuid(row, "id"), Columns.uuidOrNull(row, "parent_id"),
                    row.getString("name"), row.getString("type"), Columns.instant(row, "start_time"),
                    Columns.instantOrNull(row, "end_time"), row.getString("error_preview"), row.getString("model"),
                    row.getString("service_name"), Columns.longOrNull(row, "total_tokens")))
            .list();
    }

    private long count(TraceConditions conditions) {
        return conditions
            .bind(this.jdbc.sql("select count(*) from trace t join span r on r.id = t.root_id " + conditions.where()))
            .query(Long.class)
            .single();
    }

    // The spans of one page's traces are counted in one query; a trace whose spans went
    // between the two queries is left out.
    private List<TraceSummary> summaries(List<TraceHead> heads) {
        if (heads.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<TypeCount>> counts = this.jdbc.sql("""
                select trace_id, coalesce(type, '') as type, count(*) as spans, count(error_preview) as errors,
                  max(end_time) as end_time, sum(total_tokens) as total_tokens,
                  sum(case when parent_id is null and end_time is null then 1 else 0 end) as running_roots,
                  sum(case when parent_id is null and error_preview is not null then 1 else 0 end) as failed_roots
                from span where trace_id in (:ids) group by trace_id, coalesce(type, '')""")
            .param("ids", heads.stream().map(TraceHead::id).toList())
            .query(TraceStore::readCount)
            .list()
            .stream()
            .collect(Collectors.groupingBy(TypeCount::traceId));
        Map<UUID, String> inputs = inputsBelow(heads.stream().filter((head) -> head.inputPreview() == null).toList());
        return heads.stream()
            .filter((head) -> counts.containsKey(head.id()))
            .map((head) -> head.inputPreview() != null ? head : head.withInputPreview(inputs.get(head.rootId())))
            .map((head) -> summary(head, counts.getOrDefault(head.id(), List.of())))
            .toList();
    }

    // An HTTP request has no input of its own, so the first step inside says what it was
    // about.
    private Map<UUID, String> inputsBelow(List<TraceHead> heads) {
        Map<UUID, String> inputs = new HashMap<>();
        if (!heads.isEmpty()) {
            this.jdbc.sql("""
                    select parent_id, input_preview from span
                    where parent_id in (:ids) and input_preview is not null order by start_time, id""")
                .param("ids", heads.stream().map(TraceHead::rootId).toList())
                .query((row) -> {
                    inputs.putIfAbsent(Columns.uuid(row, "parent_id"), row.getString("input_preview"));
                });
        }
        return inputs;
    }

    private static TraceSummary summary(TraceHead head, List<TypeCount> counts) {
        TraceStatus status = TraceStatus.of(counts.stream().mapToLong(TypeCount::runningRoots).sum(),
                counts.stream().mapToLong(TypeCount::failedRoots).sum());
        Optional<Instant> end = counts.stream()
            .map(TypeCount::end)
            .flatMap(Optional::stream)
            .filter((time) -> status != TraceStatus.RUNNING)
            .max(Instant::compareTo);
        Long tokens = counts.stream().map(TypeCount::tokens).flatMap(Optional::stream).reduce(Long::sum).orElse(null);
        Map<String, Long> types = new LinkedHashMap<>();
        counts.forEach((count) -> types.put(count.type(), count.spans()));
        return new TraceSummary(head.id(), head.rootId(), head.name(), head.startTime(), end.orElse(null), status,
                head.inputPreview(), counts.stream().mapToLong(TypeCount::spans).sum(),
                counts.stream().mapToLong(TypeCount::errors).sum(), tokens, types);
    }

    private static TraceHead readHead(ResultSet row, int number) throws SQLException {
        return new TraceHead(Columns.uuid(row, "id"), Columns.uuid(row, "root_id"), row.getString("name"),
                Columns.instant(row, "start_time"), row.getString("input_preview"));
    }

    private static TypeCount readCount(ResultSet row, int number) throws SQLException {
        return new TypeCount(Columns.uuid(row, "trace_id"), row.getString("type"), row.getLong("spans"),
                row.getLong("errors"), Optional.ofNullable(Columns.instantOrNull(row, "end_time")),
                Optional.ofNullable(Columns.longOrNull(row, "total_tokens")), row.getLong("running_roots"),
                row.getLong("failed_roots"));
    }

    private record TraceHead(UUID id, UUID rootId, String name, Instant startTime, @Nullable String inputPreview) {

        TraceHead withInputPreview(@Nullable String preview) {
            return new TraceHead(this.id, this.rootId, this.name, this.startTime, preview);
        }

    }

    private record TypeCount(UUID traceId, String type, long spans, long errors, Optional<Instant> end,
            Optional<Long> tokens, long runningRoots, long failedRoots) {
    }

}
