// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Fuseable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

import ai.opper.tracing.Traced;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What hangs below a traced publisher, with automatic context propagation and without.
 */
@ParameterizedClass(name = "automatic propagation: {0}")
@ValueSource(booleans = { true, false })
class ReactorOperatorsTest {

    private final TracedApplication application = TracedApplication.of(Steps.class);

    private final Steps steps = this.application.bean(Steps.class);

    private final boolean automatic;

    ReactorOperatorsTest(boolean automatic) {
        this.automatic = automatic;
    }

    @BeforeEach
    void open() {
        ContextRegistry.getInstance()
            .registerThreadLocalAccessor(
                    new ObservationThreadLocalAccessor(this.application.bean(ObservationRegistry.class)));
        if (this.automatic) {
            Hooks.enableAutomaticContextPropagation();
        }
    }

    @AfterEach
    void close() {
        Hooks.disableAutomaticContextPropagation();
        ContextRegistry.getInstance().registerThreadLocalAccessor(new ObservationThreadLocalAccessor());
        assertThat(this.application.current()).isNull();
        this.application.close();
    }

    private void assertChildrenNest(int children, Function<Steps, Flux<?>> operators) {
        this.steps.outer(operators.apply(this.steps)).blockLast(Duration.ofSeconds(10));
        SpanRecord outer = this.application.spans().named("Steps.outer");
        assertThat(this.application.spans().all()).filteredOn((span) -> span.name().equals("Steps.child"))
            .hasSize(children)
            .allSatisfy((child) -> assertThat(child.parentId()).isEqualTo(outer.id()));
    }

    @Test
    void flatMap_nests() {
        assertChildrenNest(3, (bean) -> Flux.range(0, 3).flatMap((number) -> bean.child()));
    }

    @Test
    void publishOn_nests() {
        assertChildrenNest(3,
                (bean) -> Flux.range(0, 3).publishOn(Schedulers.parallel()).concatMap((number) -> bean.child()));
    }

    @Test
    void subscribeOn_nests() {
        assertChildrenNest(1, (bean) -> bean.child().flux().subscribeOn(Schedulers.boundedElastic()));
    }

    @Test
    void delayElements_nests() {
        assertChildrenNest(2,
                (bean) -> Flux.range(0, 2).delayElements(Duration.ofMillis(1)).flatMap((number) -> bean.child()));
    }

    @Test
    void zip_nests() {
        assertChildrenNest(2, (bean) -> Flux.zip(bean.child().flux().subscribeOn(Schedulers.parallel()),
                bean.child().flux().subscribeOn(Schedulers.parallel())));
    }

    @Test
    void retryWhen_nests() {
        AtomicInteger attempts = new AtomicInteger();
        assertChildrenNest(3,
                (bean) -> bean.child()
                    .flatMap((value) -> (attempts.incrementAndGet() < 3) ? Mono.error(new IOException()) : Mono.just(1))
                    .retryWhen(Retry.fixedDelay(5, Duration.ofMillis(1)))
                    .flux());
    }

    @Test
    void operators_seeTheSpanOnAnyScheduler() {
        assumeTrue(this.automatic);
        this.steps.outer(Flux.range(0, 2)
            .delayElements(Duration.ofMillis(1))
            .doOnNext((number) -> this.application.tracer().inSpan("operator", () -> {
            }))
            .publishOn(Schedulers.parallel())
            .map((number) -> this.application.tracer().inSpan("operator", () -> number)))
            .blockLast(Duration.ofSeconds(10));
        SpanRecord outer = this.application.spans().named("Steps.outer");
        assertThat(this.application.spans().all()).filteredOn((span) -> span.name().equals("operator"))
            .hasSize(4)
            .allSatisfy((span) -> assertThat(span.parentId()).isEqualTo(outer.id()));
    }

    @Test
    void cache_isOneSpan() {
        Mono<Integer> cached = this.steps.child().cache();
        assertThat(cached.block()).isEqualTo(cached.block());
        assertThat(this.application.spans().names()).containsExactly("Steps.child");
    }

    @Test
    void share_isOneSpan() {
        Flux<Integer> shared = this.steps.outer(Flux.range(0, 3)).publish().refCount(2);
        List<Integer> seen = new ArrayList<>();
        shared.subscribe(seen::add);
        shared.subscribe(seen::add);
        assertThat(seen).hasSize(6);
        assertThat(this.application.spans().names()).containsExactly("Steps.outer");
    }

    @Test
    void tracedFlux_takesNoPartInFusion() {
        Flux<Integer> traced = this.steps.outer(Flux.range(0, 3));
        assertThat(traced).isNotInstanceOf(Fuseable.class);
        StepVerifier.create(traced).expectNoFusionSupport().expectNext(0, 1, 2).verifyComplete();
    }

    @Test
    void prefetch_isThatOfTheSubscriber() {
        List<Long> plain = new ArrayList<>();
        List<Long> traced = new ArrayList<>();
        Flux.range(0, 100).hide().doOnRequest(plain::add).publishOn(Schedulers.immediate(), 8).blockLast();
        this.steps.outer(Flux.range(0, 100).hide().doOnRequest(traced::add))
            .publishOn(Schedulers.immediate(), 8)
            .blockLast();
        assertThat(traced).isEqualTo(plain);
    }

    static class Steps {

        @Traced(recordInput = false)
        public <T> Flux<T> outer(Flux<T> flux) {
            return flux;
        }

        @Traced
        public Mono<Integer> child() {
            return Mono.fromSupplier(() -> 1);
        }

    }

}
