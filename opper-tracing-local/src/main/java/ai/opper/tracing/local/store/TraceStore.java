// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads traces: pages of them, and the outline of one. */
public final class TraceStore {

    /** Counting ends here. */
    public static final int MOST_COUNTED = 100_000;

    private static final int MOST_FOUND = 5000;

    private final Sql sql;

    private final Writer writer;

    private final TraceSummaryReader reader;

    private final JsonMapper json;

    TraceStore(Sql sql, Writer writer, JsonMapper json) {
        this.sql = sql;
        this.writer = writer;
        this.json = json;
        this.reader = new TraceSummaryReader(sql, json);
    }

    /**
     * Lists traces, newest first.
     * @param name what must occur in the trace's name, in any case; or null
     * @param slice which of them
     * @return the page
     */
    public Page<TraceSummary> list(@Nullable String name, Slice slice) {
        TraceConditions conditions = TraceConditions.named(this.sql, name);
        long count = conditions.statement("select count(*) from local_trace t" + conditions.where())
            .query(Long.class)
            .single();
        List<Long> numbers = conditions
            .statement("select t.no from local_trace t%s order by %s %s".formatted(conditions.where(),
                    TraceSort.NEWEST.orderBy(), "offset :offset rows fetch next :limit rows only"))
            .param("offset", slice.offset())
            .param("limit", slice.limit())
            .query(Long.class)
            .list();
        return new Page<>(count, this.reader.read(numbers, 0));
    }

    /**
     * Lists traces as a reader wants them.
     * @param query what and how
     * @return the page
     */
    public TracePage list(TraceQuery query) {
        TraceConditions conditions = TraceConditions.of(query.filter(), this.sql);
        List<TracePosition> found = positions(query, conditions);
        boolean more = found.size() > query.limit();
        List<TracePosition> shown = more ? found.subList(0, query.limit()) : found;
        List<TraceSummary> items = this.reader.read(shown.stream().map(TracePosition::no).toList(), query.preview());
        TracePosition last = more ? shown.get(shown.size() - 1) : null;
        TracePosition first = shown.isEmpty() ? null : new TracePosition(shown.get(0).key(), shown.get(0).no(), true);
        Long total = query.counted() ? Long.valueOf(count(conditions)) : null;
        return new TracePage(items, first, last, total,
                total != null && total == MOST_COUNTED && !conditions.isEmpty());
    }

    private List<TracePosition> positions(TraceQuery query, TraceConditions conditions) {
        TracePosition after = query.after();
        String where = conditions.where();
        if (after != null) {
            where = (where.isEmpty() ? " where " : where + " and ")
                    + query.sort().after(after.key(), after.including());
        }
        return conditions
            .statement("""
                    select %s as sort_key, t.no from local_trace t%s order by %s
                    offset :offset rows fetch next :limit rows only""".formatted(query.sort().key().column(), where,
                    query.sort().orderBy()))
            .param("key", (after != null) ? after.key() : null)
            .param("no", (after != null) ? after.no() : null)
            .param("offset", query.offset())
            .param("limit", query.limit() + 1)
            .query((row, number) -> new TracePosition(row.getObject("sort_key"), row.getLong("no"), false))
            .list();
    }

    private long count(TraceConditions conditions) {
        if (conditions.isEmpty()) {
            return this.sql.sql("select count(*) from local_trace").query(Long.class).single();
        }
        return conditions
            .statement("select count(*) from (select 1 from local_trace t%s fetch first %d rows only) counted"
                .formatted(conditions.where(), MOST_COUNTED))
            .query(Long.class)
            .single();
    }

    /**
     * Looks a trace up.
     * @param id the trace's id
     * @return its summary
     * @throws UnknownIdException when it is not stored
     */
    public TraceSummary get(UUID id) {
        List<TraceSummary> found = this.reader.read(List.of(number(id)), 0);
        if (found.isEmpty()) {
            throw new UnknownIdException("trace", id);
        }
        return found.get(0);
    }

    /**
     * Reads the spans of a trace without their payloads, earliest first.
     * @param traceId the trace's id
     * @return the outlines; empty when there is no such trace
     */
    public List<SpanOutline> outline(UUID traceId) {
        return new SpanOutlines(this.sql, this.json).of(traceId);
    }

    /**
     * Finds the spans of a trace that have a text.
     * @param traceId the trace's id
     * @param text what must occur in the name, type, model, payloads, error or meta, in
     * any case
     * @return their ids, earliest first
     * @throws UnknownIdException when the trace is not stored
     */
    public List<UUID> find(UUID traceId, String text) {
        List<String> columns = List.of("s.name", "s.type", "s.model", "p.input", "p.output", "p.error", "p.meta");
        List<String> conditions = new ArrayList<>();
        columns.forEach((column) -> conditions.add("lower(%s) like :text escape '!'".formatted(column)));
        return this.sql
            .sql("""
                    select s.id from local_span s join local_span_payload p on p.span_no = s.no
                    where s.trace_no = :no and (%s) order by s.start_us, s.id fetch first %d rows only"""
                .formatted(String.join(" or ", conditions), MOST_FOUND))
            .param("no", number(traceId))
            .param("text", Likes.contains(text.toLowerCase(Locale.ROOT)))
            .query(UUID.class)
            .list();
    }

    /**
     * Deletes a trace with its spans, metrics and feedback.
     * @param id the trace's id
     * @return its id; fails with {@link UnknownIdException} when it is not stored
     */
    public CompletableFuture<UUID> delete(UUID id) {
        return this.writer.submit((group) -> {
            long no = number(id);
            TraceRemoval.remove(this.sql, List.of(no));
            group.removed(List.of(no));
            group.changed(id);
            return id;
        });
    }

    private long number(UUID id) {
        return this.sql.sql("select no from local_trace where id = :id")
            .param("id", id)
            .query(Long.class)
            .optional()
            .orElseThrow(() -> new UnknownIdException("trace", id));
    }

}
