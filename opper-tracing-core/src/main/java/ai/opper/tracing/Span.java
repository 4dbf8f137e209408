// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One step of a trace while it runs. {@link #close()} ends it.
 *
 * <p>
 * Every method may be called from any thread, never throws and never blocks. Values are
 * rendered at once, on the calling thread, bounded and redacted; later changes of them
 * are not seen. After the span has ended only {@link #metric(String, double) metrics} and
 * numeric findings are still sent; everything else is counted and ignored.
 */
public interface Span extends AutoCloseable {

    /**
     * The span's id, a UUIDv7 made by this process. Opper's API v2 knows the span by the
     * same id.
     * @return the id; all zero for a span that is not recorded
     */
    UUID id();

    /**
     * The id of the span's trace.
     * @return the id; all zero for a span that is not recorded
     */
    UUID traceId();

    /**
     * Whether anything becomes of this span.
     * @return {@code false} for the no-op span
     */
    boolean isRecording();

    /**
     * Sets what the step was given.
     * @param input any value; text stays text, everything else is rendered as JSON
     * @return this span
     */
    Span input(@Nullable Object input);

    /**
     * Sets what the step gave back.
     * @param output any value; text stays text, everything else is rendered as JSON
     * @return this span
     */
    Span output(@Nullable Object output);

    /**
     * Sets a tag: a short value to filter traces by.
     * @param key the tag's key
     * @param value text, number or boolean; anything else by its {@code toString()}
     * @return this span
     */
    Span tag(String key, @Nullable Object value);

    /**
     * Sets a piece of metadata.
     * @param key the name
     * @param value any value, rendered as JSON
     * @return this span
     */
    Span meta(String key, @Nullable Object value);

    /**
     * Sets the span's score, a judgement of the whole step.
     * @param score the score, on a scale of your own
     * @return this span
     */
    Span score(int score);

    /**
     * Marks the step as failed.
     * @param error what went wrong; its class and message are recorded
     * @return this span
     */
    Span error(Throwable error);

    /**
     * Attaches a number to the span.
     * @param dimension the metric's name
     * @param value the value; a value that is not finite is counted and ignored
     * @return this span
     */
    default Span metric(String dimension, double value) {
        return metric(dimension, value, null);
    }

    /**
     * Attaches a number to the span, with a remark.
     * @param dimension the metric's name
     * @param value the value; a value that is not finite is counted and ignored
     * @param comment a remark for the reader
     * @return this span
     */
    Span metric(String dimension, double value, @Nullable String comment);

    /**
     * Records a judgement about the span. A number is a metric as well.
     * @param name what was judged
     * @param value a number, a boolean or text
     * @param comment a remark for the reader
     * @return this span
     */
    Span finding(String name, Object value, @Nullable String comment);

    /**
     * Records that something happened just now.
     * @param name what happened
     * @return this span
     */
    default Span event(String name) {
        return event(name, Map.of());
    }

    /**
     * Records that something happened just now.
     * @param name what happened
     * @param attributes details, rendered as JSON
     * @return this span
     */
    Span event(String name, Map<String, ?> attributes);

    /**
     * Ends the span. A second call does nothing. A span that {@link SpanBuilder#start()}
     * made current must be closed on the thread that started it.
     */
    @Override
    void close();

}
