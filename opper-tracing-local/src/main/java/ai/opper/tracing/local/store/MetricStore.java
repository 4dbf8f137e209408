// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The metrics of spans. A metric with the same dimension, value and comment on the same
 * span is the same metric sent twice, which is refused.
 */
public final class MetricStore {

    private static final String COLUMNS = "m.id, m.span_id, m.dimension, m.measured, m.remark, m.created_at";

    private final JdbcClient jdbc;

    private final Writes writes;

    private final SpanStore spans;

    private final Consumer<UUID> traceChanged;

    MetricStore(JdbcClient jdbc, Writes writes, SpanStore spans, Consumer<UUID> traceChanged) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.spans = spans;
        this.traceChanged = traceChanged;
    }

    /**
     * Stores a metric.
     * @param metric the metric
     * @return the metric
     * @throws UnknownIdException when its span is not stored
     * @throws DuplicateException when the span has the same one already
     */
    public Metric create(Metric metric) {
        UUID traceId = this.spans.get(metric.spanId()).traceId();
        try {
            this.writes.run(() -> write("""
                    insert into metric (id, span_id, dimension, measured, remark, created_at, fingerprint)
                    values (:id, :spanId, :dimension, :measured, :remark, :createdAt, :fingerprint)""", metric));
        }
        catch (DuplicateKeyException ex) {
            throw duplicate(metric);
        }
        catch (DataIntegrityViolationException ex) {
            // The span was deleted after we looked.
            throw new UnknownIdException("span", metric.spanId());
        }
        this.traceChanged.accept(traceId);
        return metric;
    }

    /**
     * Lists the metrics of a span, oldest first.
     * @param spanId the span's id
     * @param slice which of them
     * @return the page
     * @throws UnknownIdException when the span is not stored
     */
    public Page<Metric> list(UUID spanId, Slice slice) {
        this.spans.get(spanId);
        long count = this.jdbc.sql("select count(*) from metric where span_id = :spanId")
            .param("spanId", spanId)
            .query(Long.class)
            .single();
        List<Metric> metrics = this.jdbc
            .sql("select " + COLUMNS + " from metric m where m.span_id = :spanId order by m.created_at, m.id "
                    + "offset :offset rows fetch next :limit rows only")
            .param("spanId", spanId)
            .param("offset", slice.offset())
            .param("limit", slice.limit())
            .query(MetricStore::read)
            .list();
        return new Page<>(count, metrics);
    }

    /**
     * Reads all metrics of a trace.
     * @param traceId the trace's id
     * @return the metrics by span, oldest first
     */
    public Map<UUID, List<Metric>> ofTrace(UUID traceId) {
        return this.jdbc
            .sql("select " + COLUMNS + " from metric m join span s on s.id = m.span_id where s.trace_id = :traceId "
                    + "order by m.created_at, m.id")
            .param("traceId", traceId)
            .query(MetricStore::read)
            .list()
            .stream()
            .collect(Collectors.groupingBy(Metric::spanId));
    }

    /**
     * Looks a metric of a span up.
     * @param spanId the span's id
     * @param id the metric's id
     * @return the metric
     * @throws UnknownIdException when the span or its metric is not stored
     */
    public Metric get(UUID spanId, UUID id) {
        this.spans.get(spanId);
        return this.jdbc.sql("select " + COLUMNS + " from metric m where m.id = :id and m.span_id = :spanId")
            .param("id", id)
            .param("spanId", spanId)
            .query(MetricStore::read)
            .optional()
            .orElseThrow(() -> new UnknownIdException("metric of this span", id));
    }

    /**
     * Changes a metric.
     * @param spanId the span's id
     * @param id the metric's id
     * @param change makes the new state from the stored one
     * @return the metric as stored now
     * @throws UnknownIdException when the span or its metric is not stored
     * @throws DuplicateException when it becomes the same as another one
     */
    public Metric update(UUID spanId, UUID id, UnaryOperator<Metric> change) {
        Metric changed = this.writes.run(() -> {
            Metric next = change.apply(get(spanId, id));
            try {
                write("""
                        update metric set dimension = :dimension, measured = :measured, remark = :remark,
                          created_at = :createdAt, fingerprint = :fingerprint
                        where id = :id and span_id = :spanId""", next);
            }
            catch (DuplicateKeyException ex) {
                throw duplicate(next);
            }
            return next;
        });
        this.traceChanged.accept(this.spans.get(spanId).traceId());
        return changed;
    }

    /**
     * Deletes a metric.
     * @param spanId the span's id
     * @param id the metric's id
     * @throws UnknownIdException when the span or its metric is not stored
     */
    public void delete(UUID spanId, UUID id) {
        UUID traceId = this.spans.get(spanId).traceId();
        int deleted = this.writes.run(() -> this.jdbc.sql("delete from metric where id = :id and span_id = :spanId")
            .param("id", id)
            .param("spanId", spanId)
            .update());
        if (deleted == 0) {
            throw new UnknownIdException("metric of this span", id);
        }
        this.traceChanged.accept(traceId);
    }

    private int write(String sql, Metric metric) {
        return this.jdbc.sql(sql)
            .param("id", metric.id())
            .param("spanId", metric.spanId())
            .param("dimension", metric.dimension())
            .param("measured", metric.value())
            .param("remark", metric.comment())
            .param("createdAt", Columns.time(metric.createdAt()))
            .param("fingerprint", fingerprint(metric))
            .update();
    }

    private static Metric read(ResultSet row, int number) throws SQLException {
        return new Metric(Columns.uuid(row, "id"), Columns.uuid(row, "span_id"), row.getString("dimension"),
                row.getDouble("measured"), row.getString("remark"), Columns.instant(row, "created_at"));
    }

    private static DuplicateException duplicate(Metric metric) {
        return new DuplicateException(
                "The span %s has a metric with this dimension, value and comment.".formatted(metric.spanId()));
    }

    // A unique index cannot hold long texts and takes nulls for different: so a digest.
    private static String fingerprint(Metric metric) {
        String identity = metric.value() + "\n" + metric.dimension() + "\n"
                + ((metric.comment() != null) ? "=" + metric.comment() : "");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform has SHA-256.", ex);
        }
    }

}
