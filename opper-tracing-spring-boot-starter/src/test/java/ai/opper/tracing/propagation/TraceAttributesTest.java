// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.test.RecordedSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** Session, user, tags and metadata, suppression and sampling, wherever work goes. */
class TraceAttributesTest {

    private static final TraceAttributes GOLD = TraceAttributes.none()
        .withSessionId("s-1")
        .withUserId("ada")
        .withTag("tier", "gold")
        .withMetadata("region", "north");

    private RunningApplication application;

    private void start(Class<?> configuration, String... properties) {
        this.application = RunningApplication.start(configuration, properties);
    }

    @AfterEach
    void close() {
        if (this.application != null) {
            this.application.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void attributes_reachAsyncWorkAndReactiveOperators(ThreadKind kind) throws Exception {
        start(Work.class, kind.property());
        try (TraceScope scope = this.application.tracer().with(GOLD)) {
            everyWay();
        }
        List<RecordedSpan> spans = this.application.spans().all();
        assertThat(spans).hasSize(3).allSatisfy((span) -> assertGold(span.record()));
    }

    @ParameterizedTest
    @EnumSource
    void attributes_endWithTheirScope(ThreadKind kind) throws Exception {
        start(Work.class, kind.property(), "spring.task.execution.pool.core-size=1");
        try (TraceScope scope = this.application.tracer().with(GOLD)) {
            everyWay();
        }
        this.application.spans().clear();
        everyWay();
        List<RecordedSpan> spans = this.application.spans().all();
        assertThat(spans).hasSize(3).allSatisfy((span) -> assertThat(span.record().sessionId()).isNull());
        assertThat(spans).allSatisfy((span) -> assertThat(span.record().tags()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void suppression_reachesAsyncWorkAndReactiveOperators(ThreadKind kind) throws Exception {
        start(Work.class, kind.property(), "spring.task.execution.pool.core-size=1");
        try (TraceScope scope = this.application.tracer().suppress()) {
            everyWay();
        }
        assertThat(this.application.spans().all()).isEmpty();
        everyWay();
        assertThat(this.application.spans().all()).hasSize(3);
    }

    @Test
    void newTrace_namesWhereItStartedAndKeepsAttributes() throws Exception {
        start(Work.class);
        Executor executor = this.application.bean("applicationTaskExecutor", Executor.class);
        try (TraceScope scope = this.application.tracer().with(GOLD);
                Span outer = this.application.tracer().span("outer").start()) {
            CompletableFuture
                .runAsync(() -> this.application.tracer().span("apart").newTrace().start().close(), executor)
                .get();
            SpanRecord apart = this.application.spans().span("apart").record();
            assertThat(apart.parentId()).isNull();
            assertThat(apart.traceId()).isNotEqualTo(outer.traceId());
            assertThat(apart.meta().get("started_by_span_id").text()).isEqualTo(outer.id().toString());
            assertGold(apart);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sampling_isDecidedOnceForAllThreads(ThreadKind kind) throws Exception {
        start(Work.class, kind.property(), "opper.tracing.sampling.probability=0.5");
        int traces = 100;
        for (int trace = 0; trace < traces; trace++) {
            try (Span root = this.application.tracer().span("root").start()) {
                everyWay();
            }
        }
        List<RecordedSpan> roots = this.application.spans().roots();
        assertThat(roots).hasSizeBetween(10, 90)
            .allSatisfy((root) -> assertThat(root.name()).isEqualTo("root"))
            .allSatisfy((root) -> assertThat(root.children()).hasSize(3));
        assertThat(this.application.spans().all()).hasSize(4 * roots.size());
    }

    @Test
    void attributesOfAWebFluxHandler_reachItsOperators() throws Exception {
        start(Controller.class, "spring.main.web-application-type=reactive");
        for (String session : List.of("s-1", "s-2")) {
            this.application.spans().clear();
            assertThat(this.application.get("/reply?session=" + session)).isEqualTo(session);
            this.application.spans().awaitSpans(3, RunningApplication.PATIENCE);
            for (String name : List.of("first", "second")) {
                assertThat(this.application.spans().span(name).record().sessionId()).isEqualTo(session);
            }
        }
    }

    private void everyWay() throws Exception {
        Work work = this.application.bean(Work.class);
        Executor executor = this.application.bean("applicationTaskExecutor", Executor.class);
        work.async(this.application.tracer()).get();
        CompletableFuture.supplyAsync(() -> "value", executor)
            .thenApplyAsync((value) -> this.application.tracer().inSpan("stage", () -> value), executor)
            .get();
        Mono.just("value")
            .publishOn(Schedulers.parallel())
            .map((value) -> this.application.tracer().inSpan("operator", () -> value))
            .block();
    }

    private static void assertGold(SpanRecord span) {
        assertThat(span.sessionId()).isEqualTo("s-1");
        assertThat(span.userId()).isEqualTo("ada");
        assertThat(span.tags()).containsEntry("tier", "gold");
        assertThat(span.meta().get("region").text()).isEqualTo("north");
    }

    @EnableAsync
    static class Work {

        @Async
        public CompletableFuture<String> async(OpperTracer tracer) {
            return CompletableFuture.completedFuture(tracer.inSpan("async", () -> "value"));
        }

    }

    @RestController
    static class Controller {

        private final OpperTracer tracer;

        Controller(OpperTracer tracer) {
            this.tracer = tracer;
        }

        @GetMapping("/reply")
        public Mono<String> reply(@RequestParam String session) {
            TraceAttributes attributes = TraceAttributes.none().withSessionId(session);
            Mono<String> reply = Mono.just(session)
                .publishOn(Schedulers.boundedElastic())
                .map((text) -> this.tracer.inSpan("first", () -> text))
                .publishOn(Schedulers.parallel())
                .map((text) -> this.tracer.inSpan("second", () -> text));
            return Mono.using(() -> this.tracer.with(attributes), (scope) -> reply.contextCapture(), TraceScope::close);
        }

    }

}
