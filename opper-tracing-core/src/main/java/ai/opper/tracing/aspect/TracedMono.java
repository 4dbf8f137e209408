// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/**
 * A publisher of at most one element that has a span for each subscription. It takes no
 * part in operator fusion, so elements pass one by one and in the demand that was asked
 * for.
 */
final class TracedMono<T> extends MonoOperator<T, T> {

    private final ResultAdapter.CallSpans spans;

    TracedMono(Mono<? extends T> source, ResultAdapter.CallSpans spans) {
        super(source);
        this.spans = spans;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        TracedSubscriber.subscribe(this.source, actual, this.spans, true);
    }

}
