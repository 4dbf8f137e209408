// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.Traced;

import static org.assertj.core.api.Assertions.assertThat;

/** Attributes and suppression in Reactor's context, without automatic propagation. */
class SubscriptionAmbientTest {

    private final TracedApplication application = TracedApplication.of(Work.class);

    private final OpperTracer tracer = this.application.bean(OpperTracer.class);

    private Mono<String> nested;

    @BeforeEach
    void assemble() {
        Work work = this.application.bean(Work.class);
        this.nested = work.outer(work.inner().subscribeOn(Schedulers.parallel()));
    }

    @AfterEach
    void close() {
        this.application.close();
    }

    @Test
    void attributes_reachTracedPublishersOnOtherThreads() {
        try (TraceScope scope = this.tracer.with(TraceAttributes.none().withSessionId("s-1"))) {
            assertThat(this.nested.block()).isEqualTo("value");
        }
        assertThat(this.application.spans().named("Work.inner").sessionId()).isEqualTo("s-1");
    }

    @Test
    void attributesWithoutASpanAround_reachThemThroughACapturedContext() {
        Mono<String> inner = this.application.bean(Work.class).inner().subscribeOn(Schedulers.parallel());
        try (TraceScope scope = this.tracer.with(TraceAttributes.none().withSessionId("s-1"))) {
            assertThat(inner.contextCapture().block()).isEqualTo("value");
        }
        assertThat(this.application.spans().named("Work.inner").sessionId()).isEqualTo("s-1");
    }

    @Test
    void suppression_reachesTracedPublishersOnOtherThreads() {
        try (TraceScope scope = this.tracer.suppress()) {
            assertThat(this.nested.block()).isEqualTo("value");
        }
        assertThat(this.application.spans().all()).isEmpty();
        assertThat(this.nested.block()).isEqualTo("value");
        assertThat(this.application.spans().all()).hasSize(2);
    }

    static class Work {

        @Traced
        public Mono<String> outer(Mono<String> inner) {
            return inner;
        }

        @Traced
        public Mono<String> inner() {
            return Mono.just("value");
        }

    }

}
