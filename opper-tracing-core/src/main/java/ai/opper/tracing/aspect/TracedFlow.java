// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.concurrent.CancellationException;

import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowCollector;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.ActiveSpan;

/**
 * Has a span for each collection. What the flow does is inside the span; what its
 * collector does is outside, and runs in the context of the collector, as flows promise.
 */
final class TracedFlow<T> implements Flow<T> {

    private final Flow<? extends T> source;

    private final ResultAdapter.CallSpans spans;

    private final CoroutineObservation element;

    TracedFlow(Flow<? extends T> source, ResultAdapter.CallSpans spans, CoroutineObservation element) {
        this.source = source;
        this.spans = spans;
        this.element = element;
    }

    @Override
    public @Nullable Object collect(FlowCollector<? super T> collector, Continuation<? super Unit> caller) {
        CoroutineContext outside = caller.getContext();
        CallSpan span = this.spans.start(CoroutineObservation.of(outside));
        Continuation<Unit> end = new End(caller, this.element.in(outside, span.observation()), span);
        Object result;
        try (ActiveSpan.Scope scope = span.makeCurrent()) {
            result = this.source.collect(new Watching<>(collector, outside, span), end);
        }
        catch (Throwable ex) {
            fail(span, ex);
            throw ex;
        }
        if (result != IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
            span.completeElements();
        }
        return result;
    }

    private static void fail(CallSpan span, Throwable error) {
        if (error instanceof CancellationException) {
            span.cancel();
        }
        else {
            span.fail(error);
        }
    }

    /** Where the flow goes on when it has been collected after all. */
    private record End(Continuation<? super Unit> caller, CoroutineContext context,
            CallSpan span) implements Continuation<Unit> {

        @Override
        public CoroutineContext getContext() {
            return this.context;
        }

        @Override
        public void resumeWith(Object result) {
            try {
                ResultKt.throwOnFailure(result);
                this.span.completeElements();
            }
            catch (Throwable ex) {
                fail(this.span, ex);
            }
            try (ActiveSpan.Scope scope = this.span.leave()) {
                IntrinsicsKt.intercepted(this.caller).resumeWith(result);
            }
        }

    }

    /** Notes each element on its way to the collector. */
    private record Watching<T>(FlowCollector<? super T> collector, CoroutineContext outside,
            CallSpan span) implements FlowCollector<T> {

        @Override
        public @Nullable Object emit(T value, Continuation<? super Unit> flow) {
            if (value != null) {
                this.span.element(value);
            }
            CoroutineContext context = CoroutineObservation.replace(flow.getContext(), this.outside);
            try (ActiveSpan.Scope scope = this.span.leave()) {
                return this.collector.emit(value, new Back(flow, context));
            }
        }

    }

    /** Where the flow goes on when its collector has taken its time for an element. */
    private record Back(Continuation<? super Unit> flow, CoroutineContext context) implements Continuation<Unit> {

        @Override
        public CoroutineContext getContext() {
            return this.context;
        }

        @Override
        public void resumeWith(Object result) {
            IntrinsicsKt.intercepted(this.flow).resumeWith(result);
        }

    }

}
