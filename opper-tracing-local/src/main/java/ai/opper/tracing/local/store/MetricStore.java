// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import ai.opper.tracing.local.store.SpanStore.Place;

/**
 * The metrics of spans. A metric with the same dimension, value and comment on the same
 * span is the same metric sent twice, which is refused.
 */
public final class MetricStore {

    private static final String METRIC = """
            select m.id, s.id as span_id, m.dimension, m.measured, m.remark, m.created_us
            from local_metric m join local_span s on s.no = m.span_no
            """;

    private final Sql sql;

    private final Writer writer;

    private final SpanStore spans;

    MetricStore(Sql sql, Writer writer, SpanStore spans) {
        this.sql = sql;
        this.writer = writer;
        this.spans = spans;
    }

    /**
     * Stores a metric.
     * @param metric the metric
     * @return the metric; fails with {@link UnknownIdException} when its span is not
     * stored, {@link DuplicateException} when the span has the same one already
     */
    public CompletableFuture<Metric> create(Metric metric) {
        return this.writer.submit((group) -> {
            Place span = this.spans.place(metric.spanId());
            String fingerprint = fingerprint(metric);
            refuseDuplicate(metric, span, fingerprint);
            this.sql.update("""
                    insert into local_metric (id, span_no, trace_no, dimension, measured, remark, created_us, at_us,
                      fingerprint)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", metric.id(), span.no(), span.traceNo(), metric.dimension(),
                    metric.value(), metric.comment(), Columns.micros(metric.createdAt()), span.startUs(), fingerprint);
            group.changed(span.traceId());
            return metric;
        });
    }

    /**
     * Lists the metrics of a span, oldest first.
     * @param spanId the span's id
     * @param slice which of them
     * @return the page
     * @throws UnknownIdException when the span is not stored
     */
    public Page<Metric> list(UUID spanId, Slice slice) {
        long spanNo = this.spans.place(spanId).no();
        long count = this.sql.sql("select count(*) from local_metric where span_no = :no")
            .param("no", spanNo)
            .query(Long.class)
            .single();
        List<Metric> metrics = this.sql
            .sql(METRIC + "where m.span_no = :no order by m.created_us, m.id "
                    + "offset :offset rows fetch next :limit rows only")
            .param("no", spanNo)
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
        return this.sql
            .sql(METRIC + "where m.trace_no in (select no from local_trace where id = :id) order by m.created_us, m.id")
            .param("id", traceId)
            .query(MetricStore::read)
            .list()
            .stream()
            .collect(Collectors.groupingBy(Metric::spanId, LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * Looks a metric of a span up.
     * @param spanId the span's id
     * @param id the metric's id
     * @return the metric
     * @throws UnknownIdException when the span or its metric is not stored
     */
    public Metric get(UUID spanId, UUID id) {
        Place span = this.spans.place(spanId);
        return this.sql.sql(METRIC + "where m.id = :id and m.span_no = :no")
            .param("id", id)
            .param("no", span.no())
            .query(MetricStore::read)
            .optional()
            .orElseThrow(() -> new UnknownIdException("metric of this span", id));
    }

    /**
     * Changes a metric.
     * @param spanId the span's id
     * @param id the metric's id
     * @param change makes the new state from the stored one, on the thread that writes
     * @return the metric as stored now; fails with {@link UnknownIdException} when the
     * span or its metric is not stored, {@link DuplicateException} when it becomes the
     * same as another one
     */
    public CompletableFuture<Metric> update(UUID spanId, UUID id, UnaryOperator<Metric> change) {
        return this.writer.submit((group) -> {
            Place span = this.spans.place(spanId);
            Metric next = change.apply(get(spanId, id));
            String fingerprint = fingerprint(next);
            refuseDuplicate(next, span, fingerprint);
            this.sql.update(
                    "update local_metric set dimension = ?, measured = ?, remark = ?, fingerprint = ? where id = ?",
                    next.dimension(), next.value(), next.comment(), fingerprint, id);
            group.changed(span.traceId());
            return next;
        });
    }

    /**
     * Deletes a metric.
     * @param spanId the span's id
     * @param id the metric's id
     * @return its id; fails with {@link UnknownIdException} when the span or its metric
     * is not stored
     */
    public CompletableFuture<UUID> delete(UUID spanId, UUID id) {
        return this.writer.submit((group) -> {
            Place span = this.spans.place(spanId);
            int deleted = this.sql.update("delete from local_metric where id = ? and span_no = ?", id, span.no());
            if (deleted == 0) {
                throw new UnknownIdException("metric of this span", id);
            }
            group.changed(span.traceId());
            return id;
        });
    }

    private void refuseDuplicate(Metric metric, Place span, String fingerprint) {
        boolean taken = this.sql
            .sql("select count(*) from local_metric where span_no = :no and fingerprint = :same and id <> :id")
            .param("no", span.no())
            .param("same", fingerprint)
            .param("id", metric.id())
            .query(Long.class)
            .single() > 0;
        if (taken) {
            throw new DuplicateException(
                    "The span %s has a metric with this dimension, value and comment.".formatted(metric.spanId()));
        }
    }

    private static Metric read(ResultSet row, int number) throws SQLException {
        return new Metric(Columns.uuid(row, "id"), Columns.uuid(row, "span_id"), row.getString("dimension"),
                row.getDouble("measured"), row.getString("remark"), Columns.instant(row, "created_us"));
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
