// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import kotlinx.coroutines.flow.Flow;

import ai.opper.tracing.span.Problems;

/** A span for each collection of a Kotlin flow. */
final class FlowResultAdapter implements ResultAdapter {

    private final CoroutineObservation element;

    FlowResultAdapter(Problems problems) {
        this.element = new CoroutineObservation(problems);
    }

    @Override
    public boolean supports(Class<?> type) {
        return Flow.class.isAssignableFrom(type);
    }

    @Override
    public boolean isDeferred() {
        return true;
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        return new TracedFlow<>((Flow<?>) result, spans, this.element);
    }

}
