// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CompletableDeferred;
import kotlinx.coroutines.CompletableDeferredKt;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowKt;
import kotlinx.coroutines.reactive.ReactiveFlowKt;
import org.junit.jupiter.api.Nested;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import ai.opper.tracing.Traced;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.test.ResultAdapterContract;
import ai.opper.tracing.test.TestTracing;

/** Our adapters keep what they promise. */
class ResultAdapterContractTest {

    @Nested
    class OfCompletionStage extends ResultAdapterContract<CompletionStage<String>> {

        @Override
        protected ResultAdapter adapter() {
            return new CompletionStageResultAdapter();
        }

        @Override
        protected Class<?> type() {
            return CompletionStage.class;
        }

        @Override
        protected Work<CompletionStage<String>> work() {
            return new FutureWork<>() {

                @Override
                public CompletionStage<String> result() {
                    return this.future;
                }

                @Override
                public Object outcome(CompletionStage<String> returned) throws Exception {
                    return returned.toCompletableFuture().get(20, TimeUnit.SECONDS);
                }

                @Override
                public boolean cancel(CompletionStage<String> returned) {
                    return returned.toCompletableFuture().cancel(true);
                }

            };
        }

    }

    @Nested
    class OfMono extends ResultAdapterContract<Mono<String>> {

        @Override
        protected ResultAdapter adapter() {
            return new ReactiveResultAdapter();
        }

        @Override
        protected Class<?> type() {
            return Mono.class;
        }

        @Override
        protected Work<Mono<String>> work() {
            return new FutureWork<>() {

                private final Mono<String> mono = Mono.fromFuture(this.future, true);

                @Override
                public Mono<String> result() {
                    return this.mono;
                }

                @Override
                public Object outcome(Mono<String> returned) {
                    return returned.block();
                }

                @Override
                public boolean cancel(Mono<String> returned) {
                    Disposable subscription = returned.subscribe();
                    subscription.dispose();
                    return true;
                }

            };
        }

    }

    @Nested
    class OfFlux extends ResultAdapterContract<Flux<String>> {

        @Override
        protected ResultAdapter adapter() {
            return new ReactiveResultAdapter();
        }

        @Override
        protected Class<?> type() {
            return Flux.class;
        }

        @Override
        protected Work<Flux<String>> work() {
            return new FutureWork<>() {

                private final Flux<String> flux = Mono.fromFuture(this.future, true).flux();

                @Override
                public Flux<String> result() {
                    return this.flux;
                }

                @Override
                public Object outcome(Flux<String> returned) {
                    return returned.collectList().block().get(0);
                }

                @Override
                public boolean cancel(Flux<String> returned) {
                    Disposable subscription = returned.subscribe();
                    subscription.dispose();
                    return true;
                }

            };
        }

    }

    @Nested
    class OfStream extends ResultAdapterContract<Stream<String>> {

        @Override
        protected ResultAdapter adapter() {
            return new StreamResultAdapter();
        }

        @Override
        protected Class<?> type() {
            return Stream.class;
        }

        @Override
        protected Object call(TestTracing tracing, Supplier<?> body) {
            return tracing.traced(new StreamMethod()).call(body);
        }

        @Override
        protected Work<Stream<String>> work() {
            return new FutureWork<>() {

                private final Stream<String> stream = Stream.of(this).map((work) -> unchecked(work));

                @Override
                public Stream<String> result() {
                    return this.stream;
                }

                @Override
                public Object outcome(Stream<String> returned) {
                    return returned.findFirst().get();
                }

            };
        }

    }

    @Nested
    class OfIterator extends ResultAdapterContract<Iterator<String>> {

        @Override
        protected ResultAdapter adapter() {
            return new IteratorResultAdapter();
        }

        @Override
        protected Class<?> type() {
            return Iterator.class;
        }

        @Override
        protected Object call(TestTracing tracing, Supplier<?> body) {
            return tracing.traced(new IteratorMethod()).call(body);
        }

        @Override
        protected Work<Iterator<String>> work() {
            return new FutureWork<>() {

                private final Iterator<String> iterator = Stream.of(this).map((work) -> unchecked(work)).iterator();

                @Override
                public Iterator<String> result() {
                    return this.iterator;
                }

                @Override
                public Object outcome(Iterator<String> returned) {
                    Iterator<?> iterator = returned;
                    Object value = iterator.next();
                    return iterator.hasNext() ? "one too many" : value;
                }

            };
        }

    }

    @Nested
    class OfDeferred extends ResultAdapterContract<Deferred<String>> {

        @Override
        protected ResultAdapter adapter() {
            return new CoroutineResultAdapter();
        }

        @Override
        protected Class<?> type() {
            return Deferred.class;
        }

        @Override
        protected Work<Deferred<String>> work() {
            return new DeferredWork();
        }

    }

    @Nested
    class OfFlow extends ResultAdapterContract<Flow<String>> {

        @Override
        protected ResultAdapter adapter() {
            return new FlowResultAdapter(new Problems());
        }

        @Override
        protected Class<?> type() {
            return Flow.class;
        }

        @Override
        protected Object call(TestTracing tracing, Supplier<?> body) {
            return tracing.traced(new FlowMethod()).call(body);
        }

        @Override
        protected Work<Flow<String>> work() {
            return new FutureWork<>() {

                private final Flow<String> flow = ReactiveFlowKt.asFlow(Mono.fromFuture(this.future, true));

                @Override
                public Flow<String> result() {
                    return this.flow;
                }

                @Override
                public Object outcome(Flow<String> returned) throws InterruptedException {
                    return BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE,
                            (scope, continuation) -> FlowKt.single(returned, continuation));
                }

            };
        }

    }

    private static String unchecked(FutureWork<?> work) {
        try {
            return work.await();
        }
        catch (RuntimeException ex) {
            throw ex;
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static final class DeferredWork implements ResultAdapterContract.Work<Deferred<String>> {

        private final CompletableDeferred<String> deferred = CompletableDeferredKt.CompletableDeferred(null);

        @Override
        public Deferred<String> result() {
            return this.deferred;
        }

        @Override
        public void complete(String value) {
            this.deferred.complete(value);
        }

        @Override
        public void fail(Exception error) {
            this.deferred.completeExceptionally(error);
        }

        @Override
        public Object outcome(Deferred<String> returned) throws Exception {
            return BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE,
                    (scope, continuation) -> returned.await(continuation));
        }

        @Override
        public boolean cancel(Deferred<String> returned) {
            returned.cancel(null);
            return true;
        }

    }

    static class StreamMethod {

        @Traced(name = "work", recordInput = false)
        @SuppressWarnings("unchecked")
        public Stream<Object> call(Supplier<?> body) {
            return (Stream<Object>) body.get();
        }

    }

    static class FlowMethod {

        @Traced(name = "work", recordInput = false)
        @SuppressWarnings("unchecked")
        public Flow<Object> call(Supplier<?> body) {
            return (Flow<Object>) body.get();
        }

    }

    static class IteratorMethod {

        @Traced(name = "work", recordInput = false)
        @SuppressWarnings("unchecked")
        public Iterator<Object> call(Supplier<?> body) {
            return (Iterator<Object>) body.get();
        }

    }

}
