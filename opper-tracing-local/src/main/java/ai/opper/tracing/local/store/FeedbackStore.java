// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import ai.opper.tracing.local.store.SpanStore.Place;
import org.jspecify.annotations.Nullable;

/** What people think of spans: one judgement per span, the last one given. */
public final class FeedbackStore {

    private final Sql sql;

    private final Writer writer;

    private final SpanStore spans;

    FeedbackStore(Sql sql, Writer writer, SpanStore spans) {
        this.sql = sql;
        this.writer = writer;
        this.spans = spans;
    }

    /**
     * Stores feedback in place of any before.
     * @param spanId the span's id
     * @param feedback the judgement
     * @return the judgement; fails with {@link UnknownIdException} when the span is not
     * stored
     */
    public CompletableFuture<Feedback> give(UUID spanId, Feedback feedback) {
        return this.writer.submit((group) -> {
            Place span = this.spans.place(spanId);
            remove(span);
            this.sql.update(
                    "insert into local_feedback (span_no, trace_no, score, remark, created_us) values (?, ?, ?, ?, ?)",
                    span.no(), span.traceNo(), feedback.score(), feedback.comment(),
                    Columns.micros(Clock.systemUTC().instant()));
            show(span, feedback.score());
            group.changed(span.traceId());
            return feedback;
        });
    }

    /**
     * Takes feedback back, if there is any.
     * @param spanId the span's id
     * @return the span's id; fails with {@link UnknownIdException} when it is not stored
     */
    public CompletableFuture<UUID> takeBack(UUID spanId) {
        return this.writer.submit((group) -> {
            Place span = this.spans.place(spanId);
            remove(span);
            show(span, null);
            group.changed(span.traceId());
            return spanId;
        });
    }

    /**
     * Looks the feedback on a span up.
     * @param spanId the span's id
     * @return the judgement, or empty
     */
    public Optional<Feedback> find(UUID spanId) {
        return this.sql.sql("""
                select f.score, f.remark from local_feedback f join local_span s on s.no = f.span_no
                where s.id = :id""")
            .param("id", spanId)
            .query((row, number) -> new Feedback(row.getDouble("score"), row.getString("remark")))
            .optional();
    }

    /**
     * Reads all feedback on spans of a trace.
     * @param traceId the trace's id
     * @return the judgements by span
     */
    public Map<UUID, Feedback> ofTrace(UUID traceId) {
        Map<UUID, Feedback> all = new HashMap<>();
        this.sql.sql("""
                select s.id, f.score, f.remark from local_trace t join local_feedback f on f.trace_no = t.no
                join local_span s on s.no = f.span_no where t.id = :id""").param("id", traceId).query((row) -> {
            all.put(Columns.uuid(row, "id"), new Feedback(row.getDouble("score"), row.getString("remark")));
        });
        return all;
    }

    private void remove(Place span) {
        this.sql.update("delete from local_feedback where span_no = ?", span.no());
    }

    private void show(Place span, @Nullable Double score) {
        if (span.root()) {
            this.sql.update("update local_trace set feedback = ? where no = ?", score, span.traceNo());
        }
    }

}
