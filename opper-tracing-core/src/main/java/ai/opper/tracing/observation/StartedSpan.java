// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;

/** A span in the hands of the program that started it, and that therefore ends it. */
final class StartedSpan implements Span {

    private final ActiveSpan active;

    private final Span span;

    private final ActiveSpan.Scope scope;

    private final AtomicBoolean open = new AtomicBoolean(true);

    StartedSpan(ActiveSpan active) {
        this.active = active;
        Span recorded = active.span();
        this.span = (recorded != null) ? recorded : OpperTracer.noop().currentSpan();
        this.scope = active.makeCurrent();
    }

    @Override
    public UUID id() {
        return this.span.id();
    }

    @Override
    public UUID traceId() {
        return this.span.traceId();
    }

    @Override
    public boolean isRecording() {
        return this.span.isRecording();
    }

    @Override
    public Span input(@Nullable Object input) {
        this.span.input(input);
        return this;
    }

    @Override
    public Span output(@Nullable Object output) {
        this.span.output(output);
        return this;
    }

    @Override
    public Span tag(String key, @Nullable Object value) {
        this.span.tag(key, value);
        return this;
    }

    @Override
    public Span meta(String key, @Nullable Object value) {
        this.span.meta(key, value);
        return this;
    }

    @Override
    public Span score(int score) {
        this.span.score(score);
        return this;
    }

    @Override
    public Span error(Throwable error) {
        if (this.open.get()) {
            this.active.error(error);
        }
        else {
            this.span.error(error);
        }
        return this;
    }

    @Override
    public Span metric(String dimension, double value, @Nullable String comment) {
        this.span.metric(dimension, value, comment);
        return this;
    }

    @Override
    public Span finding(String name, Object value, @Nullable String comment) {
        this.span.finding(name, value, comment);
        return this;
    }

    @Override
    public Span event(String name, Map<String, ?> attributes) {
        this.span.event(name, attributes);
        return this;
    }

    @Override
    public void close() {
        if (this.open.compareAndSet(true, false)) {
            this.scope.close();
            this.active.end();
        }
    }

}
