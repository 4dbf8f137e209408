// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The span of everything that is not recorded: it takes all and keeps nothing. */
final class NoopSpan implements Span {

    static final Span INSTANCE = new NoopSpan();

    static final SpanBuilder BUILDER = new Builder();

    private static final UUID NIL = new UUID(0, 0);

    private NoopSpan() {
    }

    @Override
    public UUID id() {
        return NIL;
    }

    @Override
    public UUID traceId() {
        return NIL;
    }

    @Override
    public boolean isRecording() {
        return false;
    }

    @Override
    public Span input(@Nullable Object input) {
        return this;
    }

    @Override
    public Span output(@Nullable Object output) {
        return this;
    }

    @Override
    public Span tag(String key, @Nullable Object value) {
        return this;
    }

    @Override
    public Span meta(String key, @Nullable Object value) {
        return this;
    }

    @Override
    public Span score(int score) {
        return this;
    }

    @Override
    public Span error(Throwable error) {
        return this;
    }

    @Override
    public Span metric(String dimension, double value, @Nullable String comment) {
        return this;
    }

    @Override
    public Span finding(String name, Object value, @Nullable String comment) {
        return this;
    }

    @Override
    public Span event(String name, Map<String, ?> attributes) {
        return this;
    }

    @Override
    public void close() {
    }

    private static final class Builder implements SpanBuilder {

        @Override
        public SpanBuilder type(String type) {
            return this;
        }

        @Override
        public SpanBuilder input(@Nullable Object input) {
            return this;
        }

        @Override
        public SpanBuilder tag(String key, @Nullable Object value) {
            return this;
        }

        @Override
        public SpanBuilder newTrace() {
            return this;
        }

        @Override
        public Span start() {
            return INSTANCE;
        }

    }

}
