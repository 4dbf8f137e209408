// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import org.jspecify.annotations.Nullable;

/** Describes a span before it starts. Not for use by several threads. */
public interface SpanBuilder {

    /**
     * Sets what kind of work the span stands for.
     * @param type a constant of {@link SpanType} or any word of your own
     * @return this builder
     */
    SpanBuilder type(String type);

    /**
     * Sets what the step is given.
     * @param input any value; rendered when the span starts
     * @return this builder
     */
    SpanBuilder input(@Nullable Object input);

    /**
     * Sets a tag.
     * @param key the tag's key
     * @param value text, number or boolean; anything else by its {@code toString()}
     * @return this builder
     */
    SpanBuilder tag(String key, @Nullable Object value);

    /**
     * Makes the span the first of a trace of its own, with the identity of the current
     * span in its metadata.
     * @return this builder
     */
    SpanBuilder newTrace();

    /**
     * Opens the span and makes it the current one of this thread until it is
     * {@linkplain Span#close() closed}.
     * @return the open span; a no-op span where nothing is recorded
     */
    Span start();

}
