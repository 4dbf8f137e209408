// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.opentelemetry.api.internal.InstrumentationUtil;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.export.BatchItem;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.ExportResult.Trouble;
import ai.opper.tracing.export.SpanBatchExporter;

/**
 * Sends spans to an OTLP endpoint over HTTP with OpenTelemetry's exporter, as
 * OpenInference describes them. Needs
 * {@code io.opentelemetry:opentelemetry-exporter-otlp}.
 *
 * <p>
 * What may be tried again is what the
 * <a href="https://opentelemetry.io/docs/specs/otlp/#failures-1">specification of
 * OTLP</a> names. OpenTelemetry's exporter does not hand on partial successes: what an
 * endpoint rejects in an answer of success counts as stored.
 */
public final class OtlpSpanExporter implements SpanBatchExporter {

    /** The name of the exporter that the properties describe. */
    public static final String NAME = "otlp";

    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

    /** Answers that may be about one span of many. */
    private static final Set<Integer> ABOUT_CONTENT = Set.of(400, 413, 422);

    private static final int TOO_MANY = 429;

    private final String name;

    private final OtlpExporterSettings settings;

    private final SpanMapping mapping;

    /** Made for the first batch after a start; only for the shipping thread. */
    private @Nullable OtlpHttpSpanExporter http;

    public OtlpSpanExporter(OtlpExporterSettings settings) {
        this(NAME, settings);
    }

    /**
     * Makes an exporter; it connects when the first batch comes.
     * @param name what it is called among other exporters
     * @param settings how to reach the endpoint
     */
    public OtlpSpanExporter(String name, OtlpExporterSettings settings) {
        this.name = name;
        this.settings = settings;
        this.mapping = new SpanMapping(settings);
    }

    @Override
    public String name() {
        return this.name;
    }

    @Override
    public String destination() {
        return this.settings.address();
    }

    @Override
    public CompletionStage<ExportResult> export(List<BatchItem> batch) {
        List<SpanData> spans = batch.stream().map(this.mapping::span).toList();
        CompletableFuture<ExportResult> answer = new CompletableFuture<>();
        // No agent and no instrumented client may make spans of this, which would come
        // back here.
        InstrumentationUtil.suppressInstrumentation(() -> send(spans, answer));
        return answer;
    }

    private void send(Collection<SpanData> spans, CompletableFuture<ExportResult> answer) {
        OtlpHttpSpanExporter current = this.http;
        if (current == null) {
            current = make(this.settings);
            this.http = current;
        }
        CompletableResultCode result = current.export(spans);
        result.whenComplete(() -> answer.complete(answerOf(result)));
    }

    private static OtlpHttpSpanExporter make(OtlpExporterSettings settings) {
        OtlpHttpSpanExporterBuilder builder = OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.endpoint().toString())
            .setTimeout(settings.timeout())
            .setConnectTimeout(settings.connectTimeout())
            .setCompression(settings.compression().label())
            // Whoever calls repeats attempts, and counts them.
            .setRetryPolicy(null)
            // Buffers that are kept would stay as large as the largest batch.
            .setMemoryMode(MemoryMode.IMMUTABLE_DATA)
            // Its own metrics would initialize OpenTelemetry for the whole process.
            .setMeterProvider(MeterProvider.noop());
        settings.headers().forEach(builder::addHeader);
        return builder.build();
    }

    private static ExportResult answerOf(CompletableResultCode result) {
        if (result.isSuccess()) {
            return ExportResult.stored();
        }
        Integer status = status(result.getFailureThrowable());
        if (status == null) {
            return ExportResult.Retry.later("the endpoint was not reached", null);
        }
        String reason = "the endpoint answered with status " + status;
        if (LATER.contains(status)) {
            Trouble trouble = (status == TOO_MANY) ? Trouble.OVERLOADED : Trouble.FAILING;
            return new ExportResult.Retry(reason, null, Integer.MAX_VALUE, trouble, status);
        }
        return new ExportResult.Rejected(reason, status, ABOUT_CONTENT.contains(status));
    }

    /** The status of an answer; {@code null} without an answer. */
    private static @Nullable Integer status(@Nullable Throwable failure) {
        return (failure instanceof FailedExportException.HttpExportException http && http.failedWithResponse())
                ? Integer.valueOf(Objects.requireNonNull(http.getResponse()).getStatusCode()) : null;
    }

    @Override
    public void close() {
        OtlpHttpSpanExporter closing = this.http;
        this.http = null;
        if (closing != null) {
            closing.shutdown();
        }
    }

}
