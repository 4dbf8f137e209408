// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import ai.opper.tracing.Span;
import ai.opper.tracing.Traced;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** One span for each subscription to what a traced method returned. */
class TracedPublisherTest {

    private final TracedApplication application = TracedApplication.of(Streams.class, Outer.class);

    private final Streams bean = this.application.bean(Streams.class);

    @AfterEach
    void close() {
        assertThat(this.application.current()).isNull();
        assertThat(this.application.problems(Problem.CHANGED_AFTER_END)).isZero();
        this.application.close();
    }

    private SpanRecord span() {
        return this.application.spans().awaitCount(1).only();
    }

    @Test
    void mono_recordsItsValue() {
        assertThat(this.bean.mono(Mono.just("value")).block()).isEqualTo("value");
        assertThat(SpansInMemory.output(span())).isEqualTo("\"value\"");
        assertThat(span().meta()).doesNotContainKey("element_count");
    }

    @Test
    void mono_thatIsEmptyEndsItsSpan() {
        StepVerifier.create(this.bean.mono(Mono.empty())).verifyComplete();
        assertThat(SpansInMemory.output(span())).isEqualTo("null");
        assertThat(span().error()).isNull();
    }

    @Test
    void mono_passesItsErrorOn() {
        IOException error = new IOException("down");
        StepVerifier.create(this.bean.mono(Mono.error(error))).verifyErrorSatisfies((seen) -> {
            assertThat(seen).isSameAs(error);
            assertThat(seen.getSuppressed()).isEmpty();
        });
        assertThat(span().error()).isEqualTo("java.io.IOException: down");
    }

    @Test
    void mono_thatNobodySubscribesToHasNoSpan() {
        assertThat(this.bean.mono(Mono.just(1))).isNotNull();
        assertThat(this.application.spans().all()).isEmpty();
    }

    @Test
    void mono_hasASpanForEachSubscriptionWithTheInputOfItsCall() {
        Mono<String> mono = this.bean.numbered(7);
        mono.block();
        mono.block();
        assertThat(this.application.spans().all()).hasSize(2)
            .allSatisfy((span) -> assertThat(SpansInMemory.input(span)).isEqualTo("{\"number\":7}"));
    }

    @Test
    void mono_hasASpanForEachRetry() {
        AtomicInteger attempts = new AtomicInteger();
        Mono<Integer> flaky = Mono.fromCallable(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("attempt " + attempts);
            }
            return attempts.get();
        });
        assertThat(this.bean.mono(flaky).retry().block()).isEqualTo(3);
        assertThat(this.application.spans().all()).extracting(SpanRecord::error)
            .containsExactly("java.io.IOException: attempt 1", "java.io.IOException: attempt 2", null);
    }

    @Test
    void mono_thatIsCancelledIsNoError() {
        Disposable subscription = this.bean.mono(Mono.never()).subscribe();
        assertThat(this.application.spans().all()).isEmpty();
        subscription.dispose();
        assertThat(SpansInMemory.meta(span(), "cancelled")).isEqualTo("true");
        assertThat(span().error()).isNull();
    }

    @Test
    void mono_thatTimesOutIsCancelled() {
        StepVerifier.withVirtualTime(() -> this.bean.mono(Mono.never()).timeout(Duration.ofSeconds(1)))
            .thenAwait(Duration.ofSeconds(1))
            .verifyError(java.util.concurrent.TimeoutException.class);
        assertThat(SpansInMemory.meta(span(), "cancelled")).isEqualTo("true");
    }

    @Test
    void mono_thatCannotBeAssembledIsOneFailedSpan() {
        IllegalStateException error = new IllegalStateException("at once");
        assertThat(catchThrowable(() -> this.bean.unassembled(error))).isSameAs(error);
        assertThat(span().error()).isEqualTo("java.lang.IllegalStateException: at once");
    }

    @Test
    void mono_ofAnotherTracedBeanHasASpanOfItsOwnBelow() {
        this.application.bean(Outer.class).outer().block();
        SpanRecord outer = this.application.spans().named("Outer.outer");
        assertThat(this.application.spans().named("Streams.numbered").parentId()).isEqualTo(outer.id());
    }

    @Test
    void mono_thatIsNullStaysNull() {
        assertThat(this.bean.mono(null)).isNull();
        assertThat(this.application.spans().all()).isEmpty();
    }

    @Test
    void mono_ofAMethodThatDeclaresObjectEndsTheSpanOfTheCall() {
        Object result = this.bean.object(Mono.just("x"));
        assertThat(this.application.spans().all()).isEmpty();
        assertThat(((Mono<?>) result).block()).isEqualTo("x");
        assertThat(((Mono<?>) result).block()).isEqualTo("x");
        assertThat(this.application.spans().all()).extracting(SpansInMemory::output).containsExactly("\"x\"", "\"x\"");
    }

    @Test
    void mono_hasTheSpanAroundItsAssemblyAsParentWhenItsSubscriberHasNone() {
        Mono<String> mono;
        try (Span around = this.application.tracer().span("around").start()) {
            mono = this.bean.numbered(1);
        }
        mono.block();
        SpanRecord around = this.application.spans().named("around");
        assertThat(this.application.spans().named("Streams.numbered").parentId()).isEqualTo(around.id());
    }

    @Test
    void mono_subscribedUnderSuppressionIsNotRecorded() {
        Mono<String> mono = this.bean.numbered(1);
        try (TraceScope scope = this.application.tracer().suppress()) {
            mono.block();
        }
        assertThat(this.application.spans().all()).isEmpty();
        mono.block();
        assertThat(this.application.spans().all()).hasSize(1);
    }

    @Test
    void upstream_isInsideTheSpanAndDownstreamIsNot() {
        AtomicReference<@Nullable Observation> subscribed = new AtomicReference<>();
        AtomicReference<@Nullable Observation> cancelled = new AtomicReference<>();
        Mono<String> source = Mono.fromSupplier(() -> this.application.tracer().inSpan("inside", () -> "value"))
            .doOnSubscribe((subscription) -> subscribed.set(this.application.current()))
            .doOnCancel(() -> cancelled.set(this.application.current()));
        try (Span around = this.application.tracer().span("around").start()) {
            Observation outside = this.application.current();
            this.bean.mono(source).doOnNext((value) -> {
                assertThat(this.application.current()).isSameAs(outside);
                this.application.tracer().inSpan("downstream", () -> {
                });
            }).flatMap((value) -> this.bean.numbered(3)).block();
            assertThat(this.application.current()).isSameAs(outside);
            this.bean.mono(Mono.never().doOnCancel(() -> cancelled.set(this.application.current())))
                .subscribe()
                .dispose();
            assertThat(cancelled.get()).isNotNull().isNotSameAs(outside);
        }
        SpanRecord around = this.application.spans().named("around");
        SpanRecord inside = this.application.spans().named("inside");
        assertThat(inside.parentId()).isNotEqualTo(around.id()).isNotNull();
        assertThat(this.application.spans().named("downstream").parentId()).isEqualTo(around.id());
        assertThat(this.application.spans().named("Streams.numbered").parentId()).isEqualTo(around.id());
        assertThat(subscribed.get()).isNotNull();
    }

    @Test
    void flux_joinsStrings() {
        StepVerifier.create(this.bean.flux(Flux.just("Hel", "lo"))).expectNext("Hel", "lo").verifyComplete();
        assertThat(SpansInMemory.output(span())).isEqualTo("\"Hello\"");
        assertThat(SpansInMemory.meta(span(), "element_count")).isEqualTo("2");
        assertThat(Double.parseDouble(SpansInMemory.meta(span(), "time_to_first_element_ms"))).isNotNegative();
    }

    @Test
    void flux_listsOtherElements() {
        this.bean.flux(Flux.range(1, 3)).blockLast();
        assertThat(SpansInMemory.output(span())).isEqualTo("[1,2,3]");
    }

    @Test
    void flux_thatIsEmptyCountsNoElements() {
        this.bean.flux(Flux.empty()).blockLast();
        assertThat(SpansInMemory.meta(span(), "element_count")).isEqualTo("0");
        assertThat(span().output()).isNull();
    }

    @Test
    void flux_keepsItsElementsWhenItFails() {
        StepVerifier.create(this.bean.flux(Flux.just(1, 2).concatWith(Flux.error(new IOException("cut")))))
            .expectNext(1, 2)
            .verifyError(IOException.class);
        assertThat(SpansInMemory.output(span())).isEqualTo("[1,2]");
        assertThat(span().error()).isEqualTo("java.io.IOException: cut");
    }

    @Test
    void flux_keepsItsElementsWhenItIsCancelled() {
        assertThat(this.bean.flux(Flux.range(1, 100)).take(2).collectList().block()).containsExactly(1, 2);
        assertThat(SpansInMemory.output(span())).isEqualTo("[1,2]");
        assertThat(span().error()).isNull();
    }

    @Test
    void flux_withoutRecordedOutputIsStillCounted() {
        this.bean.discreet(Flux.range(0, 5)).blockLast();
        assertThat(span().output()).isNull();
        assertThat(SpansInMemory.meta(span(), "element_count")).isEqualTo("5");
    }

    @Test
    void flux_withAnOutputExpressionRecordsThat() {
        this.bean.chosen(Flux.range(0, 5)).blockLast();
        assertThat(SpansInMemory.output(span())).isEqualTo("4");
    }

    @Test
    void flux_leavesDemandAsItIs() {
        List<Long> requests = new ArrayList<>();
        TestPublisher<Integer> source = TestPublisher.create();
        StepVerifier.create(this.bean.flux(source.flux().doOnRequest(requests::add)), 0)
            .expectSubscription()
            .thenRequest(1)
            .then(() -> source.next(1))
            .expectNext(1)
            .thenRequest(2)
            .then(() -> source.next(2, 3))
            .expectNext(2, 3)
            .then(source::complete)
            .verifyComplete();
        assertThat(requests).containsExactly(1L, 2L);
        source.assertWasNotCancelled();
    }

    @Test
    void flux_requestedFromWithinItsOwnElementsDoesNotNestScopes() {
        List<Integer> seen = new ArrayList<>();
        this.bean.flux(Flux.range(0, 1_000)).subscribe(new BaseSubscriber<>() {

            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnNext(Integer value) {
                seen.add(value);
                assertThat(TracedPublisherTest.this.application.tracer().currentSpan().isRecording()).isFalse();
                request(1);
            }

        });
        assertThat(seen).hasSize(1_000);
        assertThat(SpansInMemory.meta(span(), "element_count")).isEqualTo("1000");
    }

    @Test
    void publisherOfASpecialType_isReturnedAsItIs() {
        ConnectableFlux<Integer> source = Flux.range(0, 3).publish();
        assertThat(this.bean.connectable(source)).isSameAs(source);
        assertThat(span().name()).isEqualTo("Streams.connectable");
    }

    @Test
    void span_endsOnceWhenCompletionAndCancellationRace() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier barrier = new CyclicBarrier(2);
            int rounds = 500;
            for (int round = 0; round < rounds; round++) {
                Sinks.One<String> sink = Sinks.one();
                Disposable subscription = this.bean.mono(sink.asMono()).subscribe();
                Future<?> completing = threads.submit(() -> {
                    barrier.await();
                    return sink.tryEmitValue("value");
                });
                Future<?> cancelling = threads.submit(() -> {
                    barrier.await();
                    subscription.dispose();
                    return null;
                });
                completing.get();
                cancelling.get();
            }
            this.application.spans().awaitCount(rounds);
            assertThat(this.application.spans().all()).allSatisfy(
                    (span) -> assertThat(span.output() != null).isNotEqualTo(span.meta().containsKey("cancelled")));
        }
        finally {
            threads.shutdownNow();
        }
    }

    static class Streams {

        @Traced(recordInput = false)
        public <T> @Nullable Mono<T> mono(@Nullable Mono<T> mono) {
            return mono;
        }

        @Traced
        public Mono<String> numbered(int number) {
            return Mono.fromSupplier(() -> "number " + number);
        }

        @Traced
        public Mono<String> unassembled(RuntimeException error) {
            throw error;
        }

        @Traced(recordInput = false)
        public Object object(Object result) {
            return result;
        }

        @Traced(recordInput = false)
        public <T> Flux<T> flux(Flux<T> flux) {
            return flux;
        }

        @Traced(recordOutput = false)
        public <T> Flux<T> discreet(Flux<T> flux) {
            return flux;
        }

        @Traced(output = "#result[4]")
        public <T> Flux<T> chosen(Flux<T> flux) {
            return flux;
        }

        @Traced
        public <T> ConnectableFlux<T> connectable(ConnectableFlux<T> flux) {
            return flux;
        }

    }

    static class Outer {

        private final Streams streams;

        Outer(Streams streams) {
            this.streams = streams;
        }

        @Traced
        public Mono<String> outer() {
            return this.streams.numbered(1);
        }

    }

}
