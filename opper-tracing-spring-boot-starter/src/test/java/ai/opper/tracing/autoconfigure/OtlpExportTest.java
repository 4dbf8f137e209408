// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.export.BatchItem;
import ai.opper.tracing.export.BatchShipper;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.export.SpanShippers;
import ai.opper.tracing.local.LocalOpper;
import ai.opper.tracing.local.LocalOpperSettings;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.LedgerSnapshot;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.RecordedSpans;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class OtlpExportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Two spans, and a metric of the first. */
    private static final int ITEMS = 3;

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    @AutoClose
    private final OtlpCollector collector = OtlpCollector.start();

    private final ApplicationContextRunner plain = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(LocalOpperAutoConfiguration.class, OpperExportAutoConfiguration.class,
                OpperTracingAutoConfiguration.class, NoopTracingAutoConfiguration.class,
                ObservationAutoConfiguration.class))
        .withUserConfiguration(OpperTracingAutoConfigurationTest.GreetingConfiguration.class)
        .withPropertyValues("opper.local.enabled=false", "spring.application.name=desk");

    private final ApplicationContextRunner alone = this.plain
        .withPropertyValues("opper.tracing.otlp.endpoint=" + this.collector.url());

    private final ApplicationContextRunner beside = this.alone.withPropertyValues("opper.tracing.api-key=key",
            "opper.tracing.base-url=" + this.api.url());

    private static LedgerSnapshot otlpLedger(SpanShippers shippers) {
        return shippers.batches().get(0).ledger().snapshot();
    }

    @Test
    void besideOpper_bothGetTheSameSpans() {
        this.beside.run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            FlushResult flushed = context.getBean(OpperTracer.class).flush(PATIENCE);
            assertThat(flushed.isComplete()).isTrue();
            assertThat(flushed.stored()).isEqualTo(2 * ITEMS);
            assertThat(this.api.spans()).hasSize(2);
            assertThat(this.collector.spans()).extracting(Span::getName).containsExactlyInAnyOrder("greet", "hello");
            String trace = HexFormat.of().formatHex(this.collector.spans().get(0).getTraceId().toByteArray());
            assertThat(trace).isEqualTo(this.api.span("greet").traceId().toString().replace("-", ""));
            SpanShippers shippers = context.getBean(SpanShippers.class);
            assertThat(otlpLedger(shippers).stored()).isEqualTo(ITEMS);
            assertThat(context.getBean(Ledger.class).stored()).isEqualTo(ITEMS);
            assertThat(shippers.batches().get(0).ledger()).isNotSameAs(context.getBean(Ledger.class));
            assertThat(this.collector.requests().get(0).getResourceSpans(0).getResource().toString())
                .contains("service.name", "desk");
        });
    }

    @Test
    void withoutKey_onlyTheEndpointGetsSpans(CapturedOutput output) {
        this.alone.run((context) -> {
            assertThat(context).doesNotHaveBean(SpanShipper.class).doesNotHaveBean(Destination.class);
            context.getBean(Greeting.class).greet("Ada");
            assertThat(context.getBean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
            assertThat(this.collector.spans()).hasSize(2);
            LedgerSnapshot counts = context.getBean(Ledger.class).snapshot();
            assertThat(counts.created()).isEqualTo(ITEMS);
            assertThat(counts.stored()).isEqualTo(ITEMS);
            assertThat(output).contains("Spans go to otlp at " + this.collector.url() + "/v1/traces")
                .doesNotContain("Nothing is traced");
        });
    }

    @Test
    void exportOff_onlyTheEndpointGetsSpans() {
        this.beside.withPropertyValues("opper.tracing.export.enabled=false").run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            assertThat(context.getBean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
            assertThat(this.collector.spans()).hasSize(2);
            assertThat(this.api.requests()).isEmpty();
        });
    }

    @Test
    void stop_sendsWhatWaits() {
        this.beside.run((context) -> context.getBean(Greeting.class).greet("Ada"));
        assertThat(this.collector.spans()).hasSize(2);
        assertThat(this.api.spans()).hasSize(2);
    }

    @Test
    void silentEndpoint_delaysNeitherOpperNorTheStop() {
        this.collector.fallSilent();
        SpanShippers[] kept = new SpanShippers[1];
        Ledger[] main = new Ledger[1];
        long[] stopping = new long[1];
        this.beside.withPropertyValues("opper.tracing.export.shutdown-timeout=300ms").run((context) -> {
            kept[0] = context.getBean(SpanShippers.class);
            main[0] = context.getBean(Ledger.class);
            context.getBean(Greeting.class).greet("Ada");
            CompletableFuture<FlushResult> flush = CompletableFuture
                .supplyAsync(() -> context.getBean(OpperTracer.class).flush(Duration.ofSeconds(3)));
            this.api.awaitSpans(2, PATIENCE);
            assertThat(flush).succeedsWithin(PATIENCE)
                .satisfies((result) -> assertThat(result.pending()).isEqualTo(ITEMS));
            stopping[0] = System.nanoTime();
        });
        assertThat(Duration.ofNanos(System.nanoTime() - stopping[0])).isLessThan(Duration.ofSeconds(10));
        assertThat(otlpLedger(kept[0]).dropped(Drop.SHUTDOWN)).isEqualTo(ITEMS);
        assertThat(otlpLedger(kept[0]).pending()).isZero();
        assertThat(main[0].stored()).isEqualTo(ITEMS);
    }

    @Test
    void absentOpper_doesNotDelayTheEndpoint() {
        this.api.goDown();
        this.beside.withPropertyValues("opper.tracing.export.shutdown-timeout=300ms").run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            BatchShipper otlp = context.getBean(SpanShippers.class).batches().get(0);
            assertThat(otlp.flush()).succeedsWithin(PATIENCE);
            assertThat(this.collector.spans()).hasSize(2);
            assertThat(context.getBean(Ledger.class).stored()).isZero();
        });
    }

    /** One of sending a span would be sent, too, and so on. */
    @Test
    void requestsToTheEndpoint_areNoSpans() {
        this.beside.withPropertyValues("opper.tracing.observations.include=*").run((context) -> {
            for (int round = 1; round <= 3; round++) {
                context.getBean(Greeting.class).greet("Ada");
                assertThat(context.getBean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
                assertThat(this.collector.requests()).hasSizeGreaterThanOrEqualTo(round);
                assertThat(this.collector.spans()).hasSize(2 * round);
            }
            assertThat(this.collector.spans()).extracting(Span::getName).containsOnly("greet", "hello");
            assertThat(this.api.spans()).extracting((span) -> span.name()).containsOnly("greet", "hello");
        });
    }

    @Test
    void hideSwitches_areReadFromTheEnvironment() {
        this.alone.withSystemProperties("OPENINFERENCE_HIDE_INPUTS=true").run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            context.getBean(OpperTracer.class).flush(PATIENCE);
            assertThat(this.collector.spans().toString()).contains("__REDACTED__").doesNotContain("{\\\"name\\\"");
        });
        this.alone.withSystemProperties("OPENINFERENCE_HIDE_INPUTS=perhaps")
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .hasMessageContaining("OPENINFERENCE_HIDE_INPUTS"));
    }

    @Test
    void withoutTheLibrary_theFailureNamesTheDependency() {
        this.alone.withClassLoader(new FilteredClassLoader("io.opentelemetry.exporter"))
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .isInstanceOfSatisfying(InvalidOpperPropertyException.class, (failure) -> {
                    assertThat(failure.property()).isEqualTo("opper.tracing.otlp.endpoint");
                    assertThat(failure.action()).contains("io.opentelemetry:opentelemetry-exporter-otlp");
                }));
    }

    @Test
    void withoutOpenTelemetry_theApplicationStarts() {
        this.plain
            .withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url(),
                    "opper.tracing.opentelemetry.enabled=true")
            .withClassLoader(new FilteredClassLoader("io.opentelemetry"))
            .run((context) -> {
                assertThat(context).hasNotFailed().doesNotHaveBean(SpanBatchExporter.class);
                context.getBean(Greeting.class).greet("Ada");
                assertThat(context.getBean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
                assertThat(this.api.spans()).hasSize(2);
            });
    }

    @Test
    void wrongProperties_areNamed() {
        assertNamed("opper.tracing.otlp.endpoint", "opper.tracing.otlp.endpoint=collector:4318");
        assertNamed("opper.tracing.otlp.timeout", "opper.tracing.otlp.timeout=0s");
        assertNamed("opper.tracing.otlp.headers", "opper.tracing.otlp.headers.a=secret\u0001x");
        assertNamed("opper.tracing.otlp.max-batch-size", "opper.tracing.otlp.max-batch-size=0");
        assertNamed("opper.tracing.otlp.max-buffer-size", "opper.tracing.otlp.max-buffer-size=0");
    }

    private void assertNamed(String property, String setting) {
        this.alone.withPropertyValues(setting).run((context) -> {
            Throwable cause = context.getStartupFailure();
            while (cause != null && !(cause instanceof InvalidOpperPropertyException)) {
                cause = cause.getCause();
            }
            assertThat(cause).isInstanceOfSatisfying(InvalidOpperPropertyException.class,
                    (failure) -> assertThat(failure.property()).isEqualTo(property));
            assertThat(cause).hasMessageNotContaining("secret");
        });
    }

    @Test
    void ownSink_takesEverything() {
        RecordedSpans recorded = new RecordedSpans();
        this.beside.withBean(RecordedSpans.class, () -> recorded).run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            assertThat(context).doesNotHaveBean(SpanShippers.class);
            assertThat(recorded.all()).hasSize(2);
        });
        assertThat(this.collector.requests()).isEmpty();
    }

    @Test
    void logTraces_doesNotKeepSpansFromTheEndpoint(CapturedOutput output) {
        this.alone.withPropertyValues("opper.tracing.log-traces=true").run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            context.getBean(OpperTracer.class).flush(PATIENCE);
            assertThat(this.collector.spans()).hasSize(2);
            assertThat(output).contains("└─ hello");
        });
    }

    @Test
    void moreExporters_haveALedgerEach() {
        Kept kept = new Kept("kept");
        this.beside.withBean("kept", SpanBatchExporter.class, () -> kept).run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            assertThat(context.getBean(OpperTracer.class).flush(PATIENCE).stored()).isEqualTo(3 * ITEMS);
            assertThat(kept.items).hasSize(2);
            assertThat(context.getBean(SpanShippers.class).batches()).extracting(BatchShipper::name)
                .containsExactlyInAnyOrder("otlp", "kept");
        });
        this.beside.withBean("again", SpanBatchExporter.class, () -> new Kept("otlp"))
            .run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'otlp'"));
    }

    @Test
    void localOpper_readsWhatArrives(@TempDir Path directory) {
        LocalOpperSettings settings = LocalOpperSettings.defaults()
            .withPort(0)
            .withDatabase("jdbc:h2:file:" + directory.resolve("traces"));
        try (LocalOpper local = LocalOpper.start(settings)) {
            this.plain.withPropertyValues("opper.tracing.otlp.endpoint=" + local.url()).run((context) -> {
                context.getBean(Greeting.class).greet("Ada");
                assertThat(context.getBean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
                assertThat(context.getBean(Ledger.class).stored()).isEqualTo(ITEMS);
                assertThat(get(local.url().resolve("/v2/traces"))).contains("\"name\":\"greet\"", "Hello, Ada")
                    .doesNotContain("\"name\":\"hello\"");
            });
        }
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Keeps what it is given. */
    private static final class Kept implements SpanBatchExporter {

        private final String name;

        private final List<BatchItem> items = new CopyOnWriteArrayList<>();

        Kept(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return this.name;
        }

        @Override
        public CompletionStage<ExportResult> export(List<BatchItem> batch) {
            this.items.addAll(batch);
            return CompletableFuture.completedFuture(ExportResult.stored());
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }

    }

}
