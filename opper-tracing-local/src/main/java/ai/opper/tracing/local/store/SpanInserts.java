// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Writes many new spans with a handful of statements. */
final class SpanInserts {

    private static final String SPAN = """
            insert into local_span (no, id, trace_no, parent_id, orphan, name, type, start_us, end_us, duration_us,
              error_preview, model, service_name, input_tokens, output_tokens, total_tokens, cost, score, input_bytes,
              output_bytes, bytes, facts)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final int[] SPAN_TYPES = { Types.BIGINT, Columns.UUID_TYPE, Types.BIGINT, Columns.UUID_TYPE,
            Types.BOOLEAN, Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.BIGINT, Types.BIGINT, Types.VARCHAR,
            Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.BIGINT, Types.BIGINT, Types.DOUBLE, Types.INTEGER,
            Types.INTEGER, Types.INTEGER, Types.BIGINT, Types.VARCHAR };

    private static final String PAYLOAD = """
            insert into local_span_payload (span_no, input, output, error, meta) values (?, ?, ?, ?, ?)""";

    private static final int[] PAYLOAD_TYPES = { Types.BIGINT, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR,
            Types.VARCHAR };

    private final Sql sql;

    SpanInserts(Sql sql) {
        this.sql = sql;
    }

    /**
     * Writes those that can be written.
     * @param creates the spans, in any order
     * @param group hears which traces they belong to
     * @return for each, in the same order, the span as stored or why it is refused
     */
    List<Outcome<Span>> insert(List<SpanCreate> creates, Group group) {
        if (creates.isEmpty()) {
            return List.of();
        }
        Places places = new Places(stored(creates), lenient(creates));
        List<Outcome<Placed>> placed = creates.stream().map(places::place).toList();
        List<Placed> fine = placed.stream()
            .filter((outcome) -> outcome.failure() == null)
            .map(Outcome::orThrow)
            .toList();
        if (!fine.isEmpty()) {
            write(fine, group);
        }
        return placed.stream()
            .map((outcome) -> (outcome.failure() != null) ? Outcome.<Span>failed(outcome.failure())
                    : Outcome.of(outcome.orThrow().row().span()))
            .toList();
    }

    private void write(List<Placed> spans, Group group) {
        Map<UUID, Long> traces = traceNumbers(spans, group);
        List<Long> numbers = this.sql.numbers(spans.size());
        List<Object[]> rows = new ArrayList<>(spans.size());
        List<Object[]> payloads = new ArrayList<>(spans.size());
        for (int i = 0; i < spans.size(); i++) {
            Placed placed = spans.get(i);
            SpanRow row = placed.row();
            UUID traceId = row.span().traceId();
            long traceNo = traces.getOrDefault(traceId, 0L);
            SpanEntry entry = row.entry(numbers.get(i), placed.orphan());
            rows.add(columns(entry, traceNo));
            payloads.add(payload(entry.no(), row));
            group.touch(traceNo, traceId).add(entry, row);
        }
        this.sql.batch(SPAN, rows, SPAN_TYPES);
        this.sql.batch(PAYLOAD, payloads, PAYLOAD_TYPES);
    }

    static Object[] payload(long no, SpanRow row) {
        Span span = row.span();
        return new @Nullable Object[] { no, span.input(), span.output(), span.error(), row.metaText() };
    }

    private static Object[] columns(SpanEntry span, long traceNo) {
        Numbers numbers = span.numbers();
        return new @Nullable Object[] { span.no(), span.id(), traceNo, span.parentId(), span.orphan(), span.name(),
                span.type(), span.startUs(), span.endUs(), span.durationUs(), span.error(), span.model(),
                span.serviceName(), numbers.inputTokens(), numbers.outputTokens(), numbers.totalTokens(),
                numbers.cost(), span.score(), span.inputBytes(), span.outputBytes(), span.bytes(),
                span.facts().write() };
    }

    private Map<UUID, Long> traceNumbers(List<Placed> spans, Group group) {
        Set<UUID> ids = new LinkedHashSet<>();
        spans.forEach((placed) -> ids.add(placed.row().span().traceId()));
        Map<UUID, Long> numbers = new HashMap<>();
        group.touched().values().forEach((touched) -> numbers.put(touched.id(), touched.no()));
        ids.removeAll(numbers.keySet());
        this.sql.in("select id, no from local_trace where id in (:in)", ids,
                (row, number) -> numbers.put(Columns.uuid(row, "id"), row.getLong("no")));
        List<UUID> fresh = ids.stream().filter((id) -> !numbers.containsKey(id)).toList();
        List<Long> free = this.sql.traceNumbers(fresh.size());
        for (int i = 0; i < fresh.size(); i++) {
            numbers.put(fresh.get(i), free.get(i));
            group.touch(free.get(i), fresh.get(i)).isNew();
        }
        return numbers;
    }

    private Map<UUID, UUID> stored(List<SpanCreate> creates) {
        Set<UUID> ids = new HashSet<>();
        for (SpanCreate create : creates) {
            ids.add(create.row().id());
            UUID parent = create.row().span().parentId();
            if (parent != null) {
                ids.add(parent);
            }
        }
        Map<UUID, UUID> stored = new HashMap<>();
        this.sql.in(
                "select s.id, t.id as trace_id from local_span s join local_trace t on t.no = s.trace_no "
                        + "where s.id in (:in)",
                ids, (row, number) -> stored.put(Columns.uuid(row, "id"), Columns.uuid(row, "trace_id")));
        return stored;
    }

    // These may come before their parents, in the same batch too.
    private static Map<UUID, UUID> lenient(List<SpanCreate> creates) {
        Map<UUID, UUID> traces = new HashMap<>();
        creates.stream()
            .filter((create) -> !create.strict())
            .forEach((create) -> traces.put(create.row().id(), create.row().span().traceId()));
        return traces;
    }

    private record Placed(SpanRow row, boolean orphan) {
    }

    /** Finds each span's trace, by those that are stored and those that come along. */
    private static final class Places {

        private final Map<UUID, UUID> traceBySpan;

        private final Map<UUID, UUID> announced;

        Places(Map<UUID, UUID> stored, Map<UUID, UUID> announced) {
            this.traceBySpan = stored;
            this.announced = announced;
        }

        Outcome<Placed> place(SpanCreate create) {
            SpanRow row = create.row();
            if (this.traceBySpan.containsKey(row.id())) {
                return Outcome.failed(new DuplicateException("A span with the id %s exists.".formatted(row.id())));
            }
            try {
                Placed placed = create.strict() ? strict(create) : lenient(row);
                this.traceBySpan.put(row.id(), placed.row().span().traceId());
                return Outcome.of(placed);
            }
            catch (UnknownIdException | TraceMismatchException ex) {
                return Outcome.failed(ex);
            }
        }

        private Placed strict(SpanCreate create) {
            Span span = create.row().span();
            UUID named = create.traceId();
            if (span.parentId() == null) {
                return new Placed(create.row().inTrace((named != null) ? named : span.traceId()), false);
            }
            UUID parents = this.traceBySpan.get(span.parentId());
            if (parents == null) {
                throw new UnknownIdException("span (parent_id)", span.parentId());
            }
            if (named != null && !named.equals(parents)) {
                throw new TraceMismatchException(named, parents);
            }
            return new Placed(create.row().inTrace(parents), false);
        }

        private Placed lenient(SpanRow row) {
            Span span = row.span();
            UUID parent = span.parentId();
            boolean known = parent == null || span.traceId().equals(this.traceBySpan.get(parent))
                    || span.traceId().equals(this.announced.get(parent));
            return new Placed(row, !known);
        }

    }

}
