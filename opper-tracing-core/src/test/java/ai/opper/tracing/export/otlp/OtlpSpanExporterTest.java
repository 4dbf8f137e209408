// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ai.opper.tracing.export.BatchItem;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;

import static ai.opper.tracing.export.otlp.OtlpReceiver.attributes;
import static ai.opper.tracing.export.otlp.RecordBuilder.json;
import static ai.opper.tracing.export.otlp.RecordBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

class OtlpSpanExporterTest {

    @AutoClose
    private final OtlpReceiver receiver = OtlpReceiver.start();

    @AutoClose
    private final OtlpSpanExporter exporter = new OtlpSpanExporter(OtlpExporterSettings.of(this.receiver.url()));

    private static ExportResult export(OtlpSpanExporter exporter, BatchItem... items) {
        try {
            return exporter.export(List.of(items)).toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        catch (Exception ex) {
            throw new AssertionError(ex);
        }
    }

    private Map<String, Object> exported(RecordBuilder span) {
        assertThat(export(this.exporter, span.item())).isInstanceOf(ExportResult.Stored.class);
        List<Span> spans = this.receiver.spans();
        return attributes(spans.get(spans.size() - 1).getAttributesList());
    }

    @Test
    void export_keepsIdsTimesAndParents() {
        SpanRecord root = span("root", "agent").record();
        SpanRecord child = span("child", "tool").below(root).record();
        export(this.exporter, new BatchItem.Finished(child), new BatchItem.Finished(root));
        Span first = this.receiver.spans().get(0);
        Span second = this.receiver.spans().get(1);
        assertThat(first.getName()).isEqualTo("child");
        assertThat(hex(first.getTraceId())).isEqualTo(root.traceId().toString().replace("-", ""));
        assertThat(first.getTraceId()).isEqualTo(second.getTraceId());
        assertThat(first.getParentSpanId()).isEqualTo(second.getSpanId());
        assertThat(second.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(first.getStartTimeUnixNano()).isEqualTo(1_795_255_200_000_001_000L);
        assertThat(first.getEndTimeUnixNano() - first.getStartTimeUnixNano()).isEqualTo(5_000_000L);
        assertThat(attributes(first.getAttributesList())).containsEntry("opper.span_id", child.id().toString());
    }

    private static String hex(ByteString bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte each : bytes) {
            hex.append(String.format(Locale.ROOT, "%02x", each));
        }
        return hex.toString();
    }

    @Test
    void spanIds_areDifferentForDifferentSpans() {
        Set<String> ids = new HashSet<>();
        for (int index = 0; index < 200_000; index++) {
            ids.add(OtlpIds.context(new UUID(1, 2), UuidV7.next()).getSpanId());
        }
        assertThat(ids).hasSize(200_000);
        assertThat(OtlpIds.context(new UUID(1, 2), new UUID(3, 0)).isValid()).isTrue();
    }

    @Test
    void export_describesTheStep() {
        Map<String, Object> attributes = exported(span("answer", "workflow").input("{\"question\":\"Why?\"}")
            .output("\"Because.\"")
            .session("session-1", "user-1")
            .tag("tier", "gold")
            .tag("retries", 2)
            .meta("service_name", "\"desk\"")
            .meta("depth", "3"));
        assertThat(attributes).contains(entry("openinference.span.kind", "CHAIN"), entry("opper.span_type", "workflow"),
                entry("input.value", "{\"question\":\"Why?\"}"), entry("input.mime_type", "application/json"),
                entry("output.value", "Because."), entry("output.mime_type", "text/plain"),
                entry("session.id", "session-1"), entry("user.id", "user-1"),
                entry("tag.tags", List.of("tier:gold", "retries:2")),
                entry("metadata", "{\"service_name\":\"desk\",\"depth\":3}"));
        Span span = this.receiver.spans().get(0);
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_OK);
    }

    @ParameterizedTest
    @ValueSource(strings = { "chain", "agent", "tool", "llm", "retriever", "reranker", "embedding", "guardrail",
            "evaluator" })
    void export_knowsTheKindsOfOpenInference(String type) {
        assertThat(exported(span("work", type))).containsEntry("openinference.span.kind",
                type.toUpperCase(Locale.ROOT));
    }

    @Test
    void export_tellsOfErrorsAndEvents() {
        export(this.exporter,
                span("work", "chain").error("java.io.IOException: disk\nfull")
                    .event("retry", Map.of("attempt", json("2"), "why", json("\"slow\""), "all", json("[1]")))
                    .item());
        Span span = this.receiver.spans().get(0);
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(span.getStatus().getMessage()).isEqualTo("java.io.IOException: disk\nfull");
        assertThat(span.getEvents(0).getName()).isEqualTo("retry");
        assertThat(attributes(span.getEvents(0).getAttributesList())).containsOnly(entry("attempt", 2L),
                entry("why", "slow"), entry("all", "[1]"));
        assertThat(span.getEvents(1).getName()).isEqualTo("exception");
        assertThat(span.getEvents(1).getTimeUnixNano()).isEqualTo(span.getEndTimeUnixNano());
        assertThat(attributes(span.getEvents(1).getAttributesList())).containsOnly(
                entry("exception.type", "java.io.IOException"), entry("exception.message", "disk\nfull"),
                entry("exception.escaped", true));
    }

    @Test
    void export_makesAnnotationsOfMetricsAndFindings() {
        Map<String, Object> attributes = exported(span("work", "chain").score(7)
            .metric("n_failed", 2, "two of ten")
            .metric("quality", 0.5, null)
            .finding("quality", "0.5", null)
            .finding("polite", "true", "it said please")
            .finding("tone", "\"friendly\"", null));
        assertThat(attributes).contains(entry("annotations.0.annotation.name", "score"),
                entry("annotations.0.annotation.score", 7.0), entry("annotations.1.annotation.name", "n_failed"),
                entry("annotations.1.annotation.score", 2.0),
                entry("annotations.1.annotation.explanation", "two of ten"),
                entry("annotations.1.annotation.annotator_kind", "CODE"),
                entry("annotations.2.annotation.name", "quality"), entry("annotations.3.annotation.name", "polite"),
                entry("annotations.3.annotation.label", "true"), entry("annotations.3.annotation.score", 1.0),
                entry("annotations.4.annotation.label", "friendly"));
        assertThat(attributes).doesNotContainKeys("annotations.5.annotation.name", "annotations.4.annotation.score");
    }

    @Test
    void export_givesALateMetricASpanThatPointsToItsOwn() {
        SpanRecord late = span("work", "chain").record();
        export(this.exporter, new BatchItem.Finished(late), new BatchItem.LateMetric(UuidV7.next(), late.traceId(),
                late.id(), new MetricRecord("thumbs", 1, "later"), Instant.now()));
        Span subject = this.receiver.spans().get(0);
        Span carrier = this.receiver.spans().get(1);
        assertThat(carrier.getName()).isEqualTo("thumbs");
        assertThat(carrier.getLinksList()).singleElement()
            .satisfies((link) -> assertThat(link.getSpanId()).isEqualTo(subject.getSpanId()));
        assertThat(carrier.getParentSpanId()).isEqualTo(subject.getSpanId());
        assertThat(carrier.getSpanId()).isNotEqualTo(subject.getSpanId());
        assertThat(attributes(carrier.getAttributesList())).contains(entry("openinference.span.kind", "EVALUATOR"),
                entry("annotations.0.annotation.name", "thumbs"), entry("annotations.0.annotation.score", 1.0));
    }

    @Test
    void export_linksToTheTraceThatItWasStartedFrom() {
        SpanRecord starter = span("starter", "chain").record();
        export(this.exporter,
                span("started", "chain").meta("started_by_trace_id", "\"" + starter.traceId() + '"')
                    .meta("started_by_span_id", "\"" + starter.id() + '"')
                    .item(),
                new BatchItem.Finished(starter));
        assertThat(this.receiver.spans().get(0).getLinks(0).getSpanId())
            .isEqualTo(this.receiver.spans().get(1).getSpanId());
    }

    @Test
    void export_sendsHeadersResourceAndGzip() throws Exception {
        OtlpExporterSettings settings = new OtlpExporterSettings(this.receiver.url().resolve("/tenant/otlp"),
                Map.of("authorization", "Bearer secret"), Duration.ofSeconds(5), Duration.ofSeconds(5),
                OtlpCompression.GZIP, Map.of("service.name", "desk", "openinference.project.name", "support"), false,
                Set.of(), 100);
        try (OtlpSpanExporter other = new OtlpSpanExporter("other", settings)) {
            export(other, span("work", "chain").item());
        }
        OtlpReceiver.Received request = this.receiver.requests().get(0);
        assertThat(request.path()).isEqualTo("/tenant/otlp");
        assertThat(request.headers()).contains(entry("authorization", "Bearer secret"),
                entry("content-encoding", "gzip"), entry("content-type", "application/x-protobuf"));
        assertThat(attributes(request.message().getResourceSpans(0).getResource().getAttributesList()))
            .contains(entry("service.name", "desk"), entry("openinference.project.name", "support"));
        assertThat(request.message().getResourceSpans(0).getScopeSpans(0).getScope().getName())
            .isEqualTo("ai.opper.tracing");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(ints = { 429, 502, 503, 504 })
    void export_mayBeTriedAgainAfter(int status) {
        this.receiver.script(status);
        assertThat(export(this.exporter, span("work", "chain").item())).isInstanceOfSatisfying(ExportResult.Retry.class,
                (retry) -> {
                    assertThat(retry.status()).isEqualTo(status);
                    assertThat(retry.maxAttempts()).isEqualTo(Integer.MAX_VALUE);
                });
        assertThat(this.receiver.requests()).hasSize(1);
        assertThat(export(this.exporter, span("work", "chain").item())).isEqualTo(ExportResult.stored());
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 401, 403, 404, 413, 500 })
    void export_isRefusedForGoodWith(int status) {
        this.receiver.script(status);
        assertThat(export(this.exporter, span("work", "chain").item()))
            .isInstanceOfSatisfying(ExportResult.Rejected.class, (rejected) -> {
                assertThat(rejected.status()).isEqualTo(status);
                assertThat(rejected.forPayload()).isEqualTo(status == 400 || status == 413);
            });
    }

    @Test
    void export_mayBeTriedAgainWhenNobodyListens() throws Exception {
        URI url = this.receiver.url();
        this.receiver.close();
        try (OtlpSpanExporter lonely = new OtlpSpanExporter(OtlpExporterSettings.of(url))) {
            assertThat(export(lonely, span("work", "chain").item())).isInstanceOfSatisfying(ExportResult.Retry.class,
                    (retry) -> assertThat(retry.status()).isZero());
        }
    }

    @Test
    void export_goesOnAfterAClose() {
        export(this.exporter, span("a", "chain").item());
        this.exporter.close();
        assertThat(export(this.exporter, span("b", "chain").item())).isEqualTo(ExportResult.stored());
        assertThat(this.receiver.spans()).extracting(Span::getName).containsExactly("a", "b");
    }

    @Test
    void settings_completeTheAddressAndRefuseWhatIsNone() {
        assertThat(OtlpExporterSettings.of(URI.create("http://host:4318/")).endpoint())
            .hasToString("http://host:4318/v1/traces");
        assertThat(OtlpExporterSettings.of(URI.create("https://host/x")).endpoint()).hasToString("https://host/x");
        List<String> wrong = new ArrayList<>(List.of("host:4318", "ftp://host", "http:///x", "http://key@host"));
        wrong.forEach((address) -> assertThatIllegalArgumentException()
            .isThrownBy(() -> OtlpExporterSettings.of(URI.create(address)))
            .withMessageNotContaining("key"));
        assertThatIllegalArgumentException()
            .isThrownBy(
                    () -> OtlpExporterSettings.of(URI.create("http://host")).withHeaders(Map.of("a", "secret\r\nb: c")))
            .withMessageNotContaining("secret");
    }

}
