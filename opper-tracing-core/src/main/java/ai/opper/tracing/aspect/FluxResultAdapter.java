// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

/** A span for each subscription to a {@link Flux}. */
final class FluxResultAdapter implements ResultAdapter {

    @Override
    public boolean supports(Class<?> type) {
        return Flux.class.isAssignableFrom(type);
    }

    @Override
    public boolean isDeferred() {
        return true;
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        return new TracedFlux<>((Flux<?>) result, spans);
    }

    /** The traced publisher. */
    private static final class TracedFlux<T> extends FluxOperator<T, T> {

        private final CallSpans spans;

        TracedFlux(Flux<? extends T> source, CallSpans spans) {
            super(source);
            this.spans = spans;
        }

        @Override
        public void subscribe(CoreSubscriber<? super T> actual) {
            TracedSubscriber.subscribe(this.source, actual, this.spans, false);
        }

    }

}
