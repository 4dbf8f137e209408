// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/** A span for each subscription to a {@link Mono}. */
final class MonoResultAdapter implements ResultAdapter {

    @Override
    public boolean supports(Class<?> type) {
        return Mono.class.isAssignableFrom(type);
    }

    @Override
    public boolean isDeferred() {
        return true;
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        return new TracedMono<>((Mono<?>) result, spans);
    }

    /** The traced publisher. */
    private static final class TracedMono<T> extends MonoOperator<T, T> {

        private final CallSpans spans;

        TracedMono(Mono<? extends T> source, CallSpans spans) {
            super(source);
            this.spans = spans;
        }

        @Override
        public void subscribe(CoreSubscriber<? super T> actual) {
            TracedSubscriber.subscribe(this.source, actual, this.spans, true);
        }

    }

}
