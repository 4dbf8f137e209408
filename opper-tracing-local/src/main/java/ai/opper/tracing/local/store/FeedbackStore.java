// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people think of spans: one judgement per span, the last one given. */
public final class FeedbackStore {

    private final JdbcClient jdbc;

    private final Writes writes;

    private final SpanStore spans;

    private final Consumer<UUID> traceChanged;

    FeedbackStore(JdbcClient jdbc, Writes writes, SpanStore spans, Consumer<UUID> traceChanged) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.spans = spans;
        this.traceChanged = traceChanged;
    }

    /**
     * Stores feedback in place of any before.
     * @param spanId the span's id
     * @param feedback the judgement
     * @throws UnknownIdException when the span is not stored
     */
    public void give(UUID spanId, Feedback feedback) {
        Span span = this.writes.run(() -> {
            Span locked = this.spans.get(spanId);
            this.jdbc.sql("select id from span where id = :id for update").param("id", spanId).query(UUID.class).list();
            this.jdbc.sql("delete from feedback where span_id = :spanId").param("spanId", spanId).update();
            insert(spanId, feedback);
            return locked;
        });
        this.traceChanged.accept(span.traceId());
    }

    /**
     * Looks the feedback on a span up.
     * @param spanId the span's id
     * @return the judgement, or empty
     */
    public Optional<Feedback> find(UUID spanId) {
        return this.jdbc.sql("select score, remark from feedback where span_id = :spanId")
            .param("spanId", spanId)
            .query((row, number) -> new Feedback(row.getDouble("score"), row.getString("remark")))
            .optional();
    }

    private void insert(UUID spanId, Feedback feedback) {
        try {
            this.jdbc.sql("insert into feedback (span_id, score, remark) values (:spanId, :score, :remark)")
                .param("spanId", spanId)
                .param("score", feedback.score())
                .param("remark", feedback.comment())
                .update();
        }
        catch (DataIntegrityViolationException ex) {
            throw new UnknownIdException("span", spanId);
        }
    }

}
