// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

import ai.opper.tracing.observation.ActiveSpan;

/**
 * Passes every signal on as it is, and tells a span about it. Upstream runs inside the
 * span, downstream outside of it.
 */
final class TracedSubscriber<T> implements CoreSubscriber<T>, Subscription {

    private final CoreSubscriber<? super T> actual;

    private final CallSpan span;

    private final boolean single;

    private final Context context;

    private @Nullable Subscription upstream;

    private TracedSubscriber(CoreSubscriber<? super T> actual, CallSpan span, boolean single) {
        this.actual = actual;
        this.span = span;
        this.single = single;
        Observation observation = span.observation();
        Context around = SubscriptionAmbient.addTo(actual.currentContext());
        this.context = (observation != null) ? around.put(ObservationThreadLocalAccessor.KEY, observation) : around;
    }

    static <T> void subscribe(CorePublisher<? extends T> source, CoreSubscriber<? super T> actual,
            ResultAdapter.CallSpans spans, boolean single) {
        try (ActiveSpan.Scope ambient = SubscriptionAmbient.enter(actual.currentContext())) {
            subscribeHere(source, actual, spans, single);
        }
    }

    private static <T> void subscribeHere(CorePublisher<? extends T> source, CoreSubscriber<? super T> actual,
            ResultAdapter.CallSpans spans, boolean single) {
        Observation parent = actual.currentContext().getOrDefault(ObservationThreadLocalAccessor.KEY, null);
        CallSpan span = spans.start(parent);
        TracedSubscriber<T> subscriber = new TracedSubscriber<>(actual, span, single);
        try (ActiveSpan.Scope scope = span.makeCurrent()) {
            source.subscribe(subscriber);
        }
        catch (Throwable ex) {
            span.fail(ex);
            throw ex;
        }
    }

    @Override
    public Context currentContext() {
        return this.context;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.upstream = subscription;
        try (ActiveSpan.Scope scope = this.span.leave()) {
            this.actual.onSubscribe(this);
        }
    }

    @Override
    public void onNext(T element) {
        if (this.single) {
            this.span.complete(element);
        }
        else {
            this.span.element(element);
        }
        try (ActiveSpan.Scope scope = this.span.leave()) {
            this.actual.onNext(element);
        }
    }

    @Override
    public void onError(Throwable error) {
        this.span.fail(error);
        try (ActiveSpan.Scope scope = this.span.leave()) {
            this.actual.onError(error);
        }
    }

    @Override
    public void onComplete() {
        if (this.single) {
            this.span.complete(null);
        }
        else {
            this.span.completeElements();
        }
        try (ActiveSpan.Scope scope = this.span.leave()) {
            this.actual.onComplete();
        }
    }

    @Override
    public void request(long demand) {
        Subscription source = this.upstream;
        if (source != null) {
            try (ActiveSpan.Scope scope = this.span.makeCurrent()) {
                source.request(demand);
            }
        }
    }

    @Override
    public void cancel() {
        Subscription source = this.upstream;
        try (ActiveSpan.Scope scope = this.span.makeCurrent()) {
            if (source != null) {
                source.cancel();
            }
        }
        finally {
            this.span.cancel();
        }
    }

}
