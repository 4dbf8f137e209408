// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A span as it is written: with what was derived from it on the thread of its request, so
 * that the one thread that writes has little to do.
 *
 * @param span the span
 * @param numbers what it used of a model
 * @param facts what lists need of its meta
 * @param model the model's name, or null
 * @param serviceName the service's name, or null
 * @param inputBytes size of its input, or null without
 * @param outputBytes size of its output, or null without
 * @param metaText its meta as JSON, or null
 * @param words by which it can be found
 */
record SpanRow(Span span, Numbers numbers, Facts facts, @Nullable String model, @Nullable String serviceName,
        @Nullable Integer inputBytes, @Nullable Integer outputBytes, @Nullable String metaText, Set<String> words) {

    private static final int ROW_BYTES = 200;

    static SpanRow of(Span span) {
        String meta = (span.meta() != null) ? span.meta().toString() : null;
        Words words = new Words().add(span.name())
            .add(span.type())
            .add(span.error())
            .add(span.input())
            .add(span.output())
            .add(meta);
        return new SpanRow(span, Numbers.of(span.meta()), Facts.of(span.meta()),
                (span.meta() != null) ? Facts.text(span.meta(), "model") : null,
                (span.meta() != null) ? Facts.text(span.meta(), "service_name") : null, size(span.input()),
                size(span.output()), meta, words.all());
    }

    UUID id() {
        return this.span.id();
    }

    SpanRow inTrace(UUID traceId) {
        return new SpanRow(this.span.inTrace(traceId), this.numbers, this.facts, this.model, this.serviceName,
                this.inputBytes, this.outputBytes, this.metaText, this.words);
    }

    /** About what the span takes in the database. */
    long bytes() {
        return (long) ROW_BYTES + ((this.inputBytes != null) ? this.inputBytes : 0)
                + ((this.outputBytes != null) ? this.outputBytes : 0)
                + ((this.metaText != null) ? this.metaText.length() : 0)
                + ((this.span.error() != null) ? this.span.error().length() : 0);
    }

    SpanEntry entry(long no, boolean orphan) {
        String error = this.span.error();
        Long start = Columns.micros(this.span.startTime());
        Long end = Columns.microsOrNull(this.span.endTime());
        return new SpanEntry(no, id(), this.span.parentId(), orphan, this.span.name(), this.span.type(), start, end,
                (error != null) ? Texts.cut(error, SpanEntry.PREVIEW) : null, this.model, this.serviceName,
                this.numbers, this.span.score(), this.inputBytes, this.outputBytes, bytes(), this.facts);
    }

    private static @Nullable Integer size(@Nullable String text) {
        if (text == null) {
            return null;
        }
        // Counting is enough; text is mostly ASCII, where it is the length.
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }

}
