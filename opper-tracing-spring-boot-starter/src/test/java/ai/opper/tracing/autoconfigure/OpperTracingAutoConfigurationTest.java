// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.aspect.CallTracer;
import ai.opper.tracing.aspect.TracedBeanPostProcessor;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanExporter;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.export.opper.SpanIds;
import ai.opper.tracing.local.LocalOpper;
import ai.opper.tracing.span.SpanSink;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.RecordedSpans;
import ai.opper.tracing.test.StoredSpan;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class OpperTracingAutoConfigurationTest {

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(LocalOpperAutoConfiguration.class, OpperExportAutoConfiguration.class,
                OpperTracingAutoConfiguration.class, NoopTracingAutoConfiguration.class,
                ObservationAutoConfiguration.class))
        .withUserConfiguration(GreetingConfiguration.class)
        .withPropertyValues("opper.local.enabled=false");

    private ApplicationContextRunner withApi() {
        return this.runner.withPropertyValues("opper.tracing.api-key=secret-key",
                "opper.tracing.base-url=" + this.api.url());
    }

    @Test
    void withKey_tracesGoToTheApi() {
        this.api.requireKey("secret-key");
        withApi().run((context) -> {
            String greeting = context.getBean(Greeting.class).greet("Ada");
            assertThat(greeting).isEqualTo("Hello, Ada");
            assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10)).isComplete()).isTrue();
            StoredSpan greet = this.api.span("greet");
            assertThat(greet.input()).isEqualTo("{\"name\":\"Ada\"}");
            assertThat(greet.output()).isEqualTo("Hello, Ada");
            assertThat(greet.metrics()).hasSize(1);
            assertThat(this.api.span("hello").parentId()).isEqualTo(greet.id());
        });
    }

    @Test
    void apiVersion3_letsOpperMakeTheIds() {
        this.api.requireKey("secret-key");
        withApi().withPropertyValues("opper.tracing.api-version=v3").run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10)).isComplete()).isTrue();
            StoredSpan greet = this.api.span("greet");
            assertThat(greet.id()).isNotEqualTo(greet.clientId());
            assertThat(context.getBean(SpanIds.class).find(greet.clientId())).isEqualTo(greet.id().toString());
            assertThat(this.api.span("hello").parentId()).isEqualTo(greet.id());
            assertThat(this.api.events()).hasSize(1);
            assertThat(this.api.requests()).allSatisfy((request) -> assertThat(request.path()).startsWith("/v3/"));
        });
    }

    @Test
    void withoutSpringAi_startsAndTraces() {
        withApi().withClassLoader(new FilteredClassLoader("org.springframework.ai")).run((context) -> {
            assertThat(context).hasNotFailed().doesNotHaveBean("opperChatModelContextMapper");
            context.getBean(Greeting.class).greet("Ada");
            assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10)).isComplete()).isTrue();
            assertThat(this.api.spans()).hasSize(2);
        });
    }

    @Test
    void withoutLangChain4j_startsAndTraces() {
        withApi().withClassLoader(new FilteredClassLoader("dev.langchain4j")).run((context) -> {
            assertThat(context).hasNotFailed().doesNotHaveBean("opperLangChain4jTracing");
            context.getBean(Greeting.class).greet("Ada");
            assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10)).isComplete()).isTrue();
            assertThat(this.api.spans()).hasSize(2);
        });
    }

    @Test
    void withModelsOfLangChain4jOnly_leavesItOut() {
        withApi().withClassLoader(new FilteredClassLoader("dev.langchain4j.service"))
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("opperLangChain4jTracing"));
    }

    @Test
    void withoutOtherHttpClients_startsAndTraces() {
        withApi()
            .withClassLoader(
                    new FilteredClassLoader("okhttp3", "org.springframework.boot.webclient", "io.micrometer.core"))
            .run((context) -> {
                assertThat(context).hasNotFailed()
                    .hasBean("opperCalls")
                    .doesNotHaveBean("opperOkHttpClientRequests")
                    .doesNotHaveBean("opperExchangeFilter");
                context.getBean(Greeting.class).greet("Ada");
                assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10)).isComplete()).isTrue();
                assertThat(this.api.spans()).hasSize(2);
            });
    }

    @Test
    void withModelsOfSpringAiOnly_leavesOutTheRestOfIt() {
        withApi()
            .withClassLoader(
                    new FilteredClassLoader("org.springframework.ai.chat.client", "org.springframework.ai.vectorstore"))
            .run((context) -> assertThat(context).hasNotFailed()
                .hasBean("opperChatModelContextMapper")
                .doesNotHaveBean("opperChatClientContextMapper")
                .doesNotHaveBean("opperVectorStoreContextMapper"));
    }

    @Test
    void unknownApiVersion_namesTheProperty() {
        withApi().withPropertyValues("opper.tracing.api-version=v4")
            .run((context) -> assertThat(context).getFailure()
                .hasStackTraceContaining("opper.tracing.api-version")
                .hasStackTraceContaining("OpperApiVersion"));
    }

    @Test
    void withKey_suppliesTheBeans() {
        withApi().run((context) -> assertThat(context).hasNotFailed()
            .hasSingleBean(OpperTracer.class)
            .hasSingleBean(SpanBuffer.class)
            .hasSingleBean(SpanShipper.class)
            .hasSingleBean(SpanExporter.class)
            .hasSingleBean(CallTracer.class)
            .hasSingleBean(TracedBeanPostProcessor.class));
    }

    @Test
    void environmentVariables_areUsedWhenPropertiesAreNotSet() {
        this.api.requireKey("from-the-environment");
        this.runner.withPropertyValues("OPPER_API_KEY=from-the-environment", "OPPER_BASE_URL=" + this.api.url())
            .run((context) -> {
                context.getBean(Greeting.class).greet("Ada");
                context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10));
                assertThat(this.api.spans()).hasSize(2);
            });
    }

    @Test
    void disabled_leavesBeansAloneAndSuppliesANoopTracer(CapturedOutput output) {
        withApi().withPropertyValues("opper.tracing.enabled=false").run((context) -> {
            assertThat(context).doesNotHaveBean(SpanSink.class)
                .doesNotHaveBean(TracedBeanPostProcessor.class)
                .doesNotHaveBean(CallTracer.class)
                .hasSingleBean(OpperTracer.class);
            assertThat(AopUtils.isAopProxy(context.getBean(Greeting.class))).isFalse();
            assertThat(output).doesNotContain("Nothing is traced");
        });
    }

    @Test
    void withoutAnyDestination_theApplicationStartsAndIsToldOnce(CapturedOutput output) {
        this.runner.withClassLoader(new FilteredClassLoader(LocalOpper.class)).run((context) -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(SpanSink.class).hasSingleBean(OpperTracer.class);
            assertThat(context.getBean(Greeting.class).greet("Ada")).isEqualTo("Hello, Ada");
            assertThat(output).containsOnlyOnce("Nothing is traced");
        });
    }

    @Test
    void emptyKey_meansNoKey() {
        this.runner.withPropertyValues("opper.tracing.api-key=")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SpanExporter.class));
    }

    @Test
    void ownSpanSink_winsOverThePipeline() {
        withApi().withUserConfiguration(RecordedSpansConfiguration.class).run((context) -> {
            assertThat(context).doesNotHaveBean(SpanBuffer.class).doesNotHaveBean(SpanExporter.class);
            context.getBean(Greeting.class).greet("Ada");
            assertThat(context.getBean(RecordedSpans.class)).hasTree("""
                    greet
                      hello
                    """);
        });
    }

    @Test
    void ownExporter_winsOverOppers() {
        withApi().withUserConfiguration(OwnExporterConfiguration.class).run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10));
            assertThat(context.getBean(OwnExporter.class).requests).hasSize(3);
            assertThat(this.api.requests()).isEmpty();
        });
    }

    @Test
    void ownExporter_isClosedOnce() {
        OwnExporter[] exporter = new OwnExporter[1];
        this.runner.withUserConfiguration(OwnExporterConfiguration.class).run((context) -> {
            exporter[0] = context.getBean(OwnExporter.class);
            context.getBean(Greeting.class).greet("Ada");
        });
        assertThat(exporter[0].requests).hasSize(3);
        assertThat(exporter[0].closed).hasValue(1);
    }

    @Test
    void ownTracerAndCapture_win() {
        OpperTracer tracer = OpperTracer.noop();
        withApi().withBean("mine", OpperTracer.class, () -> tracer)
            .run((context) -> assertThat(context.getBean(OpperTracer.class)).isSameAs(tracer));
        withApi().withUserConfiguration(OwnCaptureConfiguration.class)
            .run((context) -> assertThat(context).hasSingleBean(PayloadCapture.class));
    }

    @Test
    void connectionDetails_winOverProperties() {
        this.api.requireKey("from-details");
        this.runner
            .withPropertyValues("opper.tracing.api-key=from-properties", "opper.tracing.base-url=http://127.0.0.1:1")
            .withBean(OpperConnectionDetails.class,
                    () -> new PropertiesOpperConnectionDetails(this.api.url(), "from-details"))
            .run((context) -> {
                context.getBean(Greeting.class).greet("Ada");
                context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10));
                assertThat(this.api.spans()).hasSize(2);
            });
    }

    @Test
    void properties_reachTheSpans() {
        withApi()
            .withPropertyValues("spring.application.name=shop", "opper.tracing.tags.env=test",
                    "opper.tracing.metadata.team=blue", "opper.tracing.redaction.patterns=A[a-d]+",
                    "opper.tracing.capture.output=false")
            .run((context) -> {
                context.getBean(Greeting.class).greet("Ada");
                context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10));
                StoredSpan greet = this.api.span("greet");
                assertThat(greet.meta().get("service_name").asString()).isEqualTo("shop");
                assertThat(greet.meta().get("team").asString()).isEqualTo("blue");
                assertThat(greet.meta().get("tags").get("env").asString()).isEqualTo("test");
                assertThat(greet.input()).isEqualTo("{\"name\":\"__REDACTED__\"}");
                assertThat(greet.output()).isNull();
            });
    }

    @Test
    void samplingNothing_recordsNothing() {
        withApi().withPropertyValues("opper.tracing.sampling.probability=0").run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10));
            assertThat(this.api.requests()).isEmpty();
        });
    }

    @Test
    void stoppingTheContext_sendsWhatIsFinished() {
        withApi().run((context) -> context.getBean(Greeting.class).greet("Ada"));
        assertThat(this.api.spans()).hasSize(2);
    }

    @Test
    void restartingTheContext_goesOnTracing() {
        withApi().run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            context.stop();
            context.start();
            context.getBean(Greeting.class).greet("Bob");
            context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10));
            assertThat(this.api.spans()).hasSize(4);
        });
    }

    @Test
    void logTraces_printsATreeWithoutPayload(CapturedOutput output) {
        withApi().withPropertyValues("opper.tracing.log-traces=true").run((context) -> {
            context.getBean(Greeting.class).greet("Ada Lovelace");
            context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10));
            assertThat(output).containsPattern("greet \\[chain] \\d+\\.\\d ms \\{length=19\\.0}")
                .containsPattern("└─ hello \\[chain] \\d+\\.\\d ms")
                .doesNotContain("Lovelace");
            assertThat(this.api.spans()).hasSize(2);
        });
    }

    @Test
    void logTraces_needsNoDestination(CapturedOutput output) {
        this.runner.withPropertyValues("opper.tracing.log-traces=true").run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            assertThat(output).contains("└─ hello").doesNotContain("Nothing is traced");
        });
    }

    @Test
    void keys_areNeverLogged(CapturedOutput output) {
        this.api.requireKey("another-key");
        withApi().withPropertyValues("logging.level.ai.opper=debug").run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            await().untilAsserted(() -> assertThat(output).contains("opper.tracing.api-key"));
            assertThat(output).doesNotContain("secret-key");
            assertThat(context.getBean(OpperTracingProperties.class).toString()).doesNotContain("secret-key");
        });
    }

    @Test
    void withoutObservationRegistry_theApplicationStarts() {
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(OpperExportAutoConfiguration.class,
                    OpperTracingAutoConfiguration.class, NoopTracingAutoConfiguration.class))
            .withUserConfiguration(GreetingConfiguration.class)
            .withPropertyValues("opper.tracing.api-key=k", "opper.tracing.base-url=" + this.api.url())
            .run((context) -> assertThat(context).hasNotFailed()
                .doesNotHaveBean(ObservationRegistry.class)
                .hasSingleBean(OpperTracer.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class GreetingConfiguration {

        @Bean
        Greeting.Words words() {
            return new Greeting.Words();
        }

        @Bean
        Greeting greeting(Greeting.Words words) {
            return new Greeting(words);
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class RecordedSpansConfiguration {

        @Bean
        RecordedSpans recordedSpans() {
            return new RecordedSpans();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class OwnExporterConfiguration {

        @Bean
        OwnExporter ownExporter() {
            return new OwnExporter();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCaptureConfiguration {

        @Bean
        PayloadCapture ownCapture() {
            return new JsonPayloadCapture(CaptureLimits.DEFAULT, Redaction.standard(), new Problems());
        }

    }

    static final class OwnExporter implements SpanExporter {

        private final List<ExportRequest> requests = new CopyOnWriteArrayList<>();

        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public CompletionStage<ExportResult> export(ExportRequest request) {
            this.requests.add(request);
            return CompletableFuture.completedFuture(ExportResult.stored());
        }

        @Override
        public void close() {
            this.closed.incrementAndGet();
        }

    }

}
