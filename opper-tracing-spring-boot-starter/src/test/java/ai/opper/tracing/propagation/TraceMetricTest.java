// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** Metrics of a whole trace, from another thread, when the API knows the root already. */
class TraceMetricTest {

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    @Test
    void metricOfATrace_reachesARootThatIsOpenAtTheApi() throws Exception {
        try (ConfigurableApplicationContext context = application()) {
            OpperTracer tracer = context.getBean(OpperTracer.class);
            Work work = context.getBean(Work.class);
            try (Span root = tracer.span("root").start()) {
                tracer.inSpan("early", () -> {
                });
                this.api.await("the root is open at the API", () -> this.api.spans().size() == 2,
                        RunningApplication.PATIENCE);
                assertThat(this.api.span("root").endTime()).isNull();
                work.judge().get();
            }
            assertThat(tracer.flush(Duration.ofSeconds(10)).isComplete()).isTrue();
            StoredSpan root = this.api.span("root");
            assertThat(root.endTime()).isNotNull();
            assertThat(root.metrics()).singleElement().satisfies((metric) -> {
                assertThat(metric.dimension()).isEqualTo("quality");
                assertThat(metric.value()).isEqualTo(7);
            });
            assertThat(this.api.span("judge").parentId()).isEqualTo(root.id());
        }
    }

    private ConfigurableApplicationContext application() {
        return new SpringApplicationBuilder(Application.class)
            .properties("spring.main.web-application-type=none", "opper.local.enabled=false",
                    "opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url(),
                    "opper.tracing.export.hold=10ms", "opper.tracing.export.flush-interval=10ms")
            .logStartupInfo(false)
            .run();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Work.class)
    static class Application {

    }

    @EnableAsync
    static class Work {

        @Async
        @Traced(name = "judge")
        @SpanMetric(dimension = "quality", target = SpanMetric.Target.TRACE)
        public CompletableFuture<Integer> judge() {
            return CompletableFuture.completedFuture(7);
        }

    }

}
