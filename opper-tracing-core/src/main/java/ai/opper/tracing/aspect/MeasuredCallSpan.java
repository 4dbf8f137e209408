// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.Span;
import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.span.TraceClock;

/** Work that has no span of its own: its metrics go to the span around it. */
final class MeasuredCallSpan implements CallSpan {

    private final MetricEvaluation metrics;

    private final Span surrounding;

    private final AtomicBoolean open = new AtomicBoolean(true);

    private final ResultElements elements = new ResultElements();

    MeasuredCallSpan(MetricEvaluation metrics, Span surrounding) {
        this.metrics = metrics;
        this.surrounding = surrounding;
    }

    @Override
    public @Nullable Observation observation() {
        return null;
    }

    @Override
    public ActiveSpan.Scope makeCurrent() {
        return SilentCallSpan.NO_SCOPE;
    }

    @Override
    public ActiveSpan.Scope leave() {
        return SilentCallSpan.NO_SCOPE;
    }

    @Override
    public void element(Object element) {
        this.elements.add(element, true);
    }

    @Override
    public void complete(@Nullable Object result) {
        measure(result, null);
    }

    @Override
    public void completeElements() {
        measure(this.elements.toList(), null);
    }

    @Override
    public void fail(Throwable error) {
        measure(null, error);
    }

    @Override
    public void cancel() {
        ElementList elements = this.elements.toList();
        measure(elements.isEmpty() ? null : elements, null);
    }

    private void measure(@Nullable Object result, @Nullable Throwable error) {
        if (this.open.compareAndSet(true, false)) {
            this.metrics.evaluate(this.surrounding, this.metrics.after(result, error, TraceClock.nanoTime()));
        }
    }

}
