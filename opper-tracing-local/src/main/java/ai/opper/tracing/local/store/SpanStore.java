// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Spans, whole. Reads block and happen on the caller's thread; changes are queued, and
 * their futures complete on the thread that writes once the change outlives the process.
 */
public final class SpanStore {

    private static final String SPAN = """
            select s.id, t.id as trace_id, s.parent_id, s.name, s.type, s.start_us, s.end_us, s.score, p.input, p.output,
              p.error, p.meta
            from local_span s join local_trace t on t.no = s.trace_no join local_span_payload p on p.span_no = s.no
            """;

    private static final String UPDATE = """
            update local_span set name = ?, type = ?, start_us = ?, end_us = ?, duration_us = ?, error_preview = ?,
              model = ?, service_name = ?, input_tokens = ?, output_tokens = ?, total_tokens = ?, cost = ?, score = ?,
              input_bytes = ?, output_bytes = ?, bytes = ?, facts = ? where no = ?""";

    private static final int[] UPDATE_TYPES = { Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.BIGINT, Types.BIGINT,
            Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.BIGINT, Types.BIGINT, Types.DOUBLE,
            Types.INTEGER, Types.INTEGER, Types.INTEGER, Types.BIGINT, Types.VARCHAR, Types.BIGINT };

    private final Sql sql;

    private final Writer writer;

    private final JsonMapper json;

    SpanStore(Sql sql, Writer writer, JsonMapper json) {
        this.sql = sql;
        this.writer = writer;
        this.json = json;
    }

    /**
     * Stores a new span in its parent's trace, in the one it names, or in a new one.
     * @param draft the span
     * @return the span as stored; fails with {@link DuplicateException} when its id is
     * taken, {@link UnknownIdException} when its parent is not stored,
     * {@link TraceMismatchException} when that belongs to another trace than named
     */
    public CompletableFuture<Span> create(SpanDraft draft) {
        return this.writer.submit(new SpanCreate(SpanRow.of(draft.span()), draft.traceId(), true));
    }

    /**
     * Stores a span that may come before its parent or without it, in the trace that it
     * names.
     * @param span the span
     * @return the span as stored; fails with {@link DuplicateException} when its id is
     * taken
     */
    public CompletableFuture<Span> take(Span span) {
        return this.writer.submit(new SpanCreate(SpanRow.of(span), span.traceId(), false));
    }

    /**
     * Looks a span up.
     * @param id the span's id
     * @return the span, or empty
     */
    public Optional<Span> find(UUID id) {
        return this.sql.sql(SPAN + "where s.id = :id").param("id", id).query(this::read).optional();
    }

    /**
     * Looks a span up that must exist.
     * @param id the span's id
     * @return the span
     * @throws UnknownIdException when it is not stored
     */
    public Span get(UUID id) {
        return find(id).orElseThrow(() -> new UnknownIdException("span", id));
    }

    /**
     * Lists the spans of a trace, earliest first.
     * @param traceId the trace's id
     * @return its spans; empty when there is no such trace
     */
    public List<Span> ofTrace(UUID traceId) {
        return this.sql.sql(SPAN + "where t.id = :id order by s.start_us, s.id")
            .param("id", traceId)
            .query(this::read)
            .list();
    }

    /**
     * Looks several spans up.
     * @param ids the spans' ids
     * @return those that are stored, by id
     */
    public Map<UUID, Span> byId(Collection<UUID> ids) {
        return this.sql.in(SPAN + "where s.id in (:in)", ids, this::read)
            .stream()
            .collect(Collectors.toMap(Span::id, Function.identity()));
    }

    /**
     * Changes a span; its id and its place in the trace stay.
     * @param id the span's id
     * @param change makes the new state from the stored one, on the thread that writes;
     * may throw to leave it
     * @return the span as stored now; fails with {@link UnknownIdException} when it is
     * not stored, or with what the change threw
     */
    public CompletableFuture<Span> update(UUID id, UnaryOperator<Span> change) {
        return this.writer.submit((group) -> {
            Place place = place(id);
            Span changed = change.apply(get(id));
            SpanRow row = SpanRow.of(changed);
            SpanEntry entry = row.entry(place.no(), false);
            this.sql.batch(UPDATE, List.<Object[]>of(columns(entry)), UPDATE_TYPES);
            this.sql.update(
                    "update local_span_payload set input = ?, output = ?, error = ?, meta = ? where span_no = ?",
                    changed.input(), changed.output(), changed.error(), row.metaText(), place.no());
            this.sql.update("update local_metric set at_us = ? where span_no = ? and at_us <> ?", entry.startUs(),
                    place.no(), entry.startUs());
            group.touch(place.traceNo(), changed.traceId()).changed(row);
            return changed;
        });
    }

    /**
     * Deletes a span with everything below it: a child whose parent is unknown is
     * something that this API never has. A trace without spans goes, too.
     * @param id the span's id
     * @return its id; fails with {@link UnknownIdException} when it is not stored
     */
    public CompletableFuture<UUID> delete(UUID id) {
        return this.writer.submit((group) -> {
            Place place = place(id);
            List<Long> numbers = below(id, place.traceNo());
            for (String table : List.of("local_metric", "local_feedback", "local_span_payload")) {
                this.sql.change("delete from %s where span_no in (:in)".formatted(table), numbers);
            }
            this.sql.change("delete from local_span where no in (:in)", numbers);
            group.touch(place.traceNo(), place.traceId()).removed();
            return id;
        });
    }

    Place place(UUID id) {
        return this.sql.sql("""
                select s.no, s.trace_no, t.id, s.start_us, t.root_no from local_span s
                join local_trace t on t.no = s.trace_no where s.id = :id""")
            .param("id", id)
            .query((row, number) -> new Place(row.getLong("no"), row.getLong("trace_no"), Columns.uuid(row, "id"),
                    row.getLong("start_us"), row.getLong("no") == row.getLong("root_no")))
            .optional()
            .orElseThrow(() -> new UnknownIdException("span", id));
    }

    // The tree is walked here: a database would recurse, and traces are thousands of
    // levels deep at times.
    private List<Long> below(UUID root, long traceNo) {
        Map<UUID, Long> numbers = new HashMap<>();
        Map<UUID, Set<UUID>> children = new HashMap<>();
        this.sql.sql("select no, id, parent_id from local_span where trace_no = :no")
            .param("no", traceNo)
            .query((row) -> {
                UUID id = Columns.uuid(row, "id");
                numbers.put(id, row.getLong("no"));
                UUID parent = Columns.uuidOrNull(row, "parent_id");
                if (parent != null) {
                    children.computeIfAbsent(parent, (key) -> new HashSet<>()).add(id);
                }
            });
        Set<UUID> found = new HashSet<>();
        Deque<UUID> next = new ArrayDeque<>(List.of(root));
        while (!next.isEmpty()) {
            UUID id = next.pop();
            if (found.add(id)) {
                next.addAll(children.getOrDefault(id, Set.of()));
            }
        }
        return found.stream().map(numbers::get).toList();
    }

    private static Object[] columns(SpanEntry span) {
        Numbers numbers = span.numbers();
        return new @Nullable Object[] { span.name(), span.type(), span.startUs(), span.endUs(), span.durationUs(),
                span.error(), span.model(), span.serviceName(), numbers.inputTokens(), numbers.outputTokens(),
                numbers.totalTokens(), numbers.cost(), span.score(), span.inputBytes(), span.outputBytes(),
                span.bytes(), span.facts().write(), span.no() };
    }

    private Span read(ResultSet row, int number) throws SQLException {
        String meta = row.getString("meta");
        return new Span(Columns.uuid(row, "id"), Columns.uuid(row, "trace_id"), Columns.uuidOrNull(row, "parent_id"),
                row.getString("name"), row.getString("type"), Columns.instant(row, "start_us"),
                Columns.instantOrNull(Columns.longOrNull(row, "end_us")), row.getString("input"),
                row.getString("output"), row.getString("error"),
                (meta != null) ? (ObjectNode) this.json.readTree(meta) : null, Columns.intOrNull(row, "score"));
    }

    /**
     * Where a span is.
     *
     * @param no its number
     * @param traceNo its trace's number
     * @param traceId its trace's id
     * @param startUs when it began
     * @param root whether it is the one that names the trace
     */
    record Place(long no, long traceNo, UUID traceId, long startUs, boolean root) {
    }

}
