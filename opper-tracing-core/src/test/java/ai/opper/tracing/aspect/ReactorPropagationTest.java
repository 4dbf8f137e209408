// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.Traced;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** Spans across Reactor's schedulers, with Reactor's automatic context propagation. */
class ReactorPropagationTest {

    private TracedApplication application;

    @BeforeEach
    void open() {
        this.application = TracedApplication.of(Work.class);
        ContextRegistry.getInstance()
            .registerThreadLocalAccessor(
                    new ObservationThreadLocalAccessor(this.application.bean(ObservationRegistry.class)));
        Hooks.enableAutomaticContextPropagation();
    }

    @AfterEach
    void close() {
        Hooks.disableAutomaticContextPropagation();
        ContextRegistry.getInstance().registerThreadLocalAccessor(new ObservationThreadLocalAccessor());
        this.application.close();
    }

    @Test
    void childrenOnOtherSchedulers_nestBelowTheSubscription() {
        assertThat(this.application.bean(Work.class).elsewhere().block()).isEqualTo("value");
        assertBelow("inside", "Work.elsewhere");
    }

    @Test
    void childrenOfStreamsOnOtherSchedulers_nestBelowTheSubscription() {
        this.application.bean(Work.class).stream().blockLast();
        SpanRecord stream = this.application.spans().named("Work.stream");
        assertThat(this.application.spans().all()).filteredOn((span) -> span.name().equals("element"))
            .hasSize(3)
            .allSatisfy((span) -> assertThat(span.parentId()).isEqualTo(stream.id()));
    }

    @Test
    void subscriptionInsideASpan_hangsBelowItThoughItRunsElsewhere() {
        try (Span around = this.application.tracer().span("around").start()) {
            this.application.bean(Work.class).elsewhere().subscribeOn(Schedulers.parallel()).block();
        }
        assertBelow("Work.elsewhere", "around");
    }

    @Test
    void downstreamOnAnotherScheduler_isNotInsideTheSpan() {
        AtomicReference<@Nullable Observation> downstream = new AtomicReference<>();
        try (Span around = this.application.tracer().span("around").start()) {
            Observation outside = this.application.current();
            this.application.bean(Work.class)
                .elsewhere()
                .doOnNext((value) -> downstream.set(this.application.current()))
                .block();
            assertThat(downstream.get()).isNotNull().isSameAs(outside);
        }
    }

    private void assertBelow(String child, String parent) {
        assertThat(this.application.spans().named(child).parentId())
            .isEqualTo(this.application.spans().named(parent).id());
    }

    static class Work {

        private final OpperTracer tracer;

        Work(OpperTracer tracer) {
            this.tracer = tracer;
        }

        @Traced
        public Mono<String> elsewhere() {
            return Mono.just("value")
                .publishOn(Schedulers.boundedElastic())
                .map((value) -> this.tracer.inSpan("inside", () -> value));
        }

        @Traced
        public Flux<Integer> stream() {
            return Flux.range(0, 3)
                .publishOn(Schedulers.parallel())
                .doOnNext((value) -> this.tracer.inSpan("element", () -> value));
        }

    }

}
