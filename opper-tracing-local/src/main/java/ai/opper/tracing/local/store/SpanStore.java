// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Spans and the traces they make up. Every call is one transaction, and tells the
 * listener which trace changed once that transaction is committed.
 */
public final class SpanStore {

    private static final int ATTEMPTS = 4;

    private static final int CHUNK = 1000;

    private static final String INSERT = """
            insert into span (id, trace_id, parent_id, name, type, start_time, end_time, input, output, error, meta,
              score, input_preview, error_preview, model, service_name, total_tokens)
            values (:id, :traceId, :parentId, :name, :type, :startTime, :endTime, :input, :output, :error, :meta,
              :score, :inputPreview, :errorPreview, :model, :serviceName, :totalTokens)""";

    private static final String UPDATE = """
            update span set name = :name, type = :type, start_time = :startTime, end_time = :endTime, input = :input,
              output = :output, error = :error, meta = :meta, score = :score, input_preview = :inputPreview,
              error_preview = :errorPreview, model = :model, service_name = :serviceName, total_tokens = :totalTokens
            where id = :id""";

    private final JdbcClient jdbc;

    private final Writes writes;

    private final SpanRows rows;

    private final TraceRows traces;

    private final Consumer<UUID> traceChanged;

    SpanStore(JdbcClient jdbc, Writes writes, SpanRows rows, Consumer<UUID> traceChanged) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.rows = rows;
        this.traces = new TraceRows(jdbc);
        this.traceChanged = traceChanged;
    }

    /**
     * Stores a new span in its parent's trace, in the one it names, or in a new one.
     * @param draft the span
     * @return the span as stored
     * @throws DuplicateException when its id is taken
     * @throws UnknownIdException when its parent is not stored
     * @throws TraceMismatchException when its parent belongs to another trace than named
     */
    public Span create(SpanDraft draft) {
        for (int attempt = 1;; attempt++) {
            try {
                Span stored = this.writes.run(() -> insert(draft));
                this.traceChanged.accept(stored.traceId());
                return stored;
            }
            catch (DuplicateKeyException ex) {
                // Either the span is there, or two first spans of one trace made its row
                // at the same time.
                if (attempt == ATTEMPTS || find(draft.span().id()).isPresent()) {
                    throw new DuplicateException("A span with the id %s exists.".formatted(draft.span().id()));
                }
            }
            catch (DataIntegrityViolationException ex) {
                // The parent was deleted between our look and our insert.
                if (attempt == ATTEMPTS) {
                    throw ex;
                }
            }
        }
    }

    /**
     * Looks a span up.
     * @param id the span's id
     * @return the span, or empty
     */
    public Optional<Span> find(UUID id) {
        return this.jdbc.sql("select " + SpanRows.COLUMNS + " from span where id = :id")
            .param("id", id)
            .query(this.rows::read)
            .optional();
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
        return this.jdbc
            .sql("select " + SpanRows.COLUMNS + " from span where trace_id = :traceId order by start_time, id")
            .param("traceId", traceId)
            .query(this.rows::read)
            .list();
    }

    /**
     * Looks several spans up.
     * @param ids the spans' ids
     * @return those that are stored, by id
     */
    public Map<UUID, Span> byId(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return this.jdbc.sql("select " + SpanRows.COLUMNS + " from span where id in (:ids)")
            .param("ids", ids)
            .query(this.rows::read)
            .list()
            .stream()
            .collect(Collectors.toMap(Span::id, Function.identity()));
    }

    /**
     * Changes a span; its id and its place in the trace stay.
     * @param id the span's id
     * @param change makes the new state from the stored one; may throw to leave it
     * @return the span as stored now
     * @throws UnknownIdException when it is not stored
     */
    public Span update(UUID id, UnaryOperator<Span> change) {
        Span stored = this.writes.run(() -> {
            Span changed = change.apply(locked(id));
            this.jdbc.sql(UPDATE).params(this.rows.parameters(changed)).update();
            refreshTrace(changed);
            return changed;
        });
        this.traceChanged.accept(stored.traceId());
        return stored;
    }

    /**
     * Deletes a span with everything below it: a child whose parent is unknown is
     * something that this API never has. A trace without spans goes, too.
     * @param id the span's id
     * @throws UnknownIdException when it is not stored
     */
    public void delete(UUID id) {
        Span deleted = this.writes.run(() -> {
            Span span = locked(id);
            deleteTree(id);
            refreshTrace(span);
            return span;
        });
        this.traceChanged.accept(deleted.traceId());
    }

    // Level by level from below: the database would cascade by recursion, which ends at a
    // few thousand levels.
    private void deleteTree(UUID root) {
        Deque<List<UUID>> levels = new ArrayDeque<>();
        for (List<UUID> level = List.of(root); !level.isEmpty(); level = childrenOf(level)) {
            levels.push(level);
        }
        levels
            .forEach((level) -> inChunks(level, "delete from span where id in (:ids)").forEach(StatementSpec::update));
    }

    private List<UUID> childrenOf(List<UUID> parents) {
        return inChunks(parents, "select id from span where parent_id in (:ids)")
            .flatMap((statement) -> statement.query(UUID.class).list().stream())
            .toList();
    }

    private Stream<StatementSpec> inChunks(List<UUID> ids, String sql) {
        return IntStream.iterate(0, (start) -> start < ids.size(), (start) -> start + CHUNK)
            .mapToObj((start) -> ids.subList(start, Math.min(start + CHUNK, ids.size())))
            .map((chunk) -> this.jdbc.sql(sql).param("ids", chunk));
    }

    private Span insert(SpanDraft draft) {
        Span span = draft.span().inTrace(traceOf(draft));
        if (span.parentId() == null) {
            this.traces.ensure(span);
        }
        this.jdbc.sql(INSERT).params(this.rows.parameters(span)).update();
        refreshTrace(span);
        return span;
    }

    private UUID traceOf(SpanDraft draft) {
        UUID named = draft.traceId();
        UUID parents = parentsTrace(draft.span().parentId());
        if (parents == null) {
            return (named != null) ? named : draft.span().traceId();
        }
        if (named != null && !named.equals(parents)) {
            throw new TraceMismatchException(named, parents);
        }
        return parents;
    }

    private @Nullable UUID parentsTrace(@Nullable UUID parentId) {
        if (parentId == null) {
            return null;
        }
        return this.jdbc.sql("select trace_id from span where id = :id")
            .param("id", parentId)
            .query(UUID.class)
            .optional()
            .orElseThrow(() -> new UnknownIdException("span (parent_id)", parentId));
    }

    private Span locked(UUID id) {
        return this.jdbc.sql("select " + SpanRows.COLUMNS + " from span where id = :id for update")
            .param("id", id)
            .query(this.rows::read)
            .optional()
            .orElseThrow(() -> new UnknownIdException("span", id));
    }

    private void refreshTrace(Span span) {
        if (span.parentId() == null) {
            this.traces.refresh(span.traceId());
        }
    }

}
