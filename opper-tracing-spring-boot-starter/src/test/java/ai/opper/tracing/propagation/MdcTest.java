// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.Traced;
import ai.opper.tracing.test.RecordedSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** The MDC names the span that is current, wherever that is, and nothing else. */
class MdcTest {

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(Work.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @AfterEach
    void leavesNothingBehind() {
        assertThat(said()).isEqualTo("null null");
        assertThat(otherTracer().currentSpan()).isNull();
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    private static Tracer otherTracer() {
        return application.bean(Tracer.class);
    }

    private static String said() {
        return MDC.get("opperTraceId") + ' ' + MDC.get("opperSpanId");
    }

    private static String of(Span span) {
        return span.traceId() + " " + span.id();
    }

    private static OpperTracer tracer() {
        return application.tracer();
    }

    @Test
    void nestedSpans_areNamedAndRestored() {
        try (Span outer = tracer().span("outer").start()) {
            assertThat(said()).isEqualTo(of(outer));
            try (Span inner = tracer().span("inner").start()) {
                assertThat(said()).isEqualTo(of(inner));
            }
            try (Span apart = tracer().span("apart").newTrace().start()) {
                assertThat(said()).isEqualTo(of(apart));
            }
            assertThat(said()).isEqualTo(of(outer));
        }
    }

    @Test
    void whatTheThreadCameWith_isRestored() {
        MDC.put("opperTraceId", "a caller's");
        try (Span span = tracer().span("span").start()) {
            assertThat(said()).isEqualTo(of(span));
        }
        assertThat(said()).isEqualTo("a caller's null");
        MDC.remove("opperTraceId");
    }

    @Test
    void spansClosedOutOfOrder_leaveNothingBehind() {
        Span outer = tracer().span("outer").start();
        Span inner = tracer().span("inner").start();
        outer.close();
        assertThat(said()).isEqualTo("null null");
        inner.close();
        assertThat(said()).isEqualTo("null null");
    }

    @Test
    void spansClosedOutOfOrder_leaveWhatIsAroundThemCurrent() {
        try (Span around = tracer().span("around").start()) {
            io.micrometer.tracing.Span others = otherTracer().currentSpan();
            Span outer = tracer().span("outer").start();
            Span inner = tracer().span("inner").start();
            outer.close();
            assertThat(otherTracer().currentSpan()).isEqualTo(others);
            inner.close();
            assertThat(said()).isEqualTo(of(around));
            assertThat(otherTracer().currentSpan()).isEqualTo(others);
        }
    }

    @Test
    void observationsOfOthers_doNotHideTheSpan() {
        ObservationRegistry registry = application.bean(ObservationRegistry.class);
        try (Span outer = tracer().span("outer").start()) {
            Observation.createNotStarted("foreign", registry).observe(() -> {
                assertThat(said()).isEqualTo(of(outer));
                try (Span inner = tracer().span("inner").start()) {
                    assertThat(said()).isEqualTo(of(inner));
                }
                assertThat(said()).isEqualTo(of(outer));
            });
            assertThat(said()).isEqualTo(of(outer));
        }
    }

    @Test
    void threads_areToldAndFreed() throws Exception {
        Executor executor = application.bean("applicationTaskExecutor", Executor.class);
        try (Span span = tracer().span("span").start()) {
            assertThat(CompletableFuture.supplyAsync(MdcTest::said, executor).get()).isEqualTo(of(span));
        }
        for (int thread = 0; thread < 20; thread++) {
            assertThat(CompletableFuture.supplyAsync(MdcTest::said, executor).get()).isEqualTo("null null");
        }
    }

    @Test
    void operatorsOnOtherSchedulers_areTold() {
        String[] said = application.bean(Work.class).onOtherThreads().block();
        RecordedSpan span = application.spans().span("on other threads");
        assertThat(said).containsOnly(span.traceId() + " " + span.id());
    }

    static class Work {

        @Traced(name = "on other threads")
        public Mono<String[]> onOtherThreads() {
            return Mono.fromSupplier(MdcTest::said)
                .publishOn(Schedulers.parallel())
                .map((first) -> new String[] { first, said() });
        }

    }

}
