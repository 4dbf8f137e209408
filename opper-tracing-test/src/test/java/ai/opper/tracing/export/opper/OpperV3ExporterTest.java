// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportRequest.AddMetric;
import ai.opper.tracing.export.ExportRequest.Complete;
import ai.opper.tracing.export.ExportRequest.Create;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.Reply;
import ai.opper.tracing.test.StoredEvent;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** One request at a time, to an API that makes the ids. */
@Timeout(60)
class OpperV3ExporterTest {

    private static final UUID TRACE = UUID.fromString("0190abcd-0000-7000-8000-0000000000ff");

    private static final UUID ROOT = UUID.fromString("0190abcd-0000-7000-8000-00000000abcd");

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private static final MetricRecord HITS = new MetricRecord("hits", 1.5, "good");

    private static final JsonMapper JSON = new JsonMapper();

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start().requireKey(Pipeline.KEY);

    private final SpanIds ids = SpanIds.recent();

    @AutoClose
    private final OpperSpanExporter exporter = exporter(this.ids);

    private OpperSpanExporter exporter(SpanIds ids) {
        return new OpperSpanExporter(settings(this.api.url(), Duration.ofSeconds(10)), ids);
    }

    private static OpperExporterSettings settings(URI url, Duration responseTimeout) {
        return new OpperExporterSettings(url, Pipeline.KEY, Duration.ofSeconds(5), responseTimeout, 4,
                OpperApiVersion.V3);
    }

    private static Payload json(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SpanRecord running(UUID id, UUID parentId) {
        return new SpanRecord(id, TRACE, parentId, "running", "chain", START, null, json("1"), null, null, null, null,
                null, Map.of(), Map.of(), List.of(), List.of(), List.of());
    }

    private static SpanRecord finished(UUID id, String name, String input) {
        return new SpanRecord(id, TRACE, null, name, "chain", START, START.plusSeconds(1), json(input),
                json("{\"a\":1}"), "java.io.IOException: no", 7, "session-1", "user-1", Map.of("plan", "gold"),
                Map.of("model", json("\"small\""), "score", json("2"), "late", json("3")),
                List.of(new SpanEvent("cached", START, Map.of("hit", json("true")))),
                List.of(new Finding("clear", json("1"), null)), List.of(HITS));
    }

    private ExportResult export(ExportRequest request) throws Exception {
        return export(this.exporter, request);
    }

    /**
     * A span that was created has the id that the API made, which only the pipeline
     * keeps.
     */
    private static ExportResult export(OpperSpanExporter exporter, ExportRequest request) throws Exception {
        ExportResult result = exporter.export(request).toCompletableFuture().get(20, TimeUnit.SECONDS);
        if (request instanceof Create && result instanceof ExportResult.Stored stored) {
            assertThat(stored.destinationId()).as("the id that the API made").isNotBlank();
            return new ExportResult.Stored(stored.before(), null);
        }
        return result;
    }

    private void store(SpanRecord span) throws Exception {
        assertThat(export(new Create(span))).isEqualTo(ExportResult.stored());
    }

    private List<String> lines() {
        return this.api.requests().stream().map((request) -> request.method() + " " + request.path()).toList();
    }

    private JsonNode lastBody() {
        List<ReceivedRequest> requests = this.api.requests();
        return JSON.readTree(requests.get(requests.size() - 1).body());
    }

    @Test
    void create_sendsEveryFieldAndRemembersTheId() throws Exception {
        store(finished(ROOT, "full", "{\"q\":1}"));
        assertThat(lastBody()).isEqualTo(JSON.readTree("""
                {"name": "full", "trace_id": "0190abcd-0000-7000-8000-0000000000ff", "type": "chain",
                 "start_time": "2026-11-21T10:00:00.000000Z", "end_time": "2026-11-21T10:00:01.000000Z",
                 "input": "{\\"q\\":1}", "output": "{\\"a\\":1}", "error": "java.io.IOException: no",
                 "tags": {"plan": "gold"},
                 "meta": {"client_span_id": "0190abcd-0000-7000-8000-00000000abcd", "model": "small", "score_": 2,
                   "late_": 3, "session_id": "session-1", "user_id": "user-1",
                   "events": [{"name": "cached", "time": "2026-11-21T10:00:00.000000Z", "attributes": {"hit": true}}],
                   "findings": [{"name": "clear", "value": 1}], "score": 7,
                   "metrics": [{"dimension": "hits", "value": 1.5, "comment": "good"}]}}"""));
        assertThat(this.ids.find(ROOT)).isEqualTo(this.api.span("full").id().toString()).isNotEqualTo(ROOT.toString());
        assertThat(lines()).containsExactly("POST /v3/spans");
    }

    @Test
    void create_hangsTheChildUnderTheIdOfTheServer() throws Exception {
        store(running(ROOT, null));
        UUID child = UuidV7.next();
        store(running(child, ROOT));
        assertThat(this.api.spans()).extracting(StoredSpan::clientId).containsExactly(ROOT, child);
        assertThat(this.api.spans().get(1).parentId()).isEqualTo(this.api.spans().get(0).id());
        assertThat(this.api.requests()).hasSize(2);
    }

    @Test
    void create_readsTheParentBackWhenItsIdIsForgotten() throws Exception {
        store(running(ROOT, null));
        try (OpperSpanExporter restarted = exporter(SpanIds.recent())) {
            assertThat(export(restarted, new Create(running(UuidV7.next(), ROOT)))).isEqualTo(ExportResult.stored());
        }
        assertThat(this.api.spans().get(1).parentId()).isEqualTo(this.api.spans().get(0).id());
        assertThat(lines()).containsExactly("POST /v3/spans", "GET /v3/traces/" + TRACE, "POST /v3/spans");
    }

    @Test
    void create_findsTheParentOfAnotherServiceAsSoonAsItIsStored() throws Exception {
        Create create = new Create(running(UuidV7.next(), ROOT), true);
        assertThat(export(create)).isEqualTo(ExportResult.Retry
            .limited("the API does not know the span of another service that a span hangs under", null, 8, 0));
        try (OpperSpanExporter other = exporter(SpanIds.recent())) {
            export(other, new Create(running(ROOT, null)));
        }
        assertThat(export(create)).isEqualTo(ExportResult.stored());
        assertThat(this.api.spans().get(1).parentId()).isEqualTo(this.api.spans().get(0).id());
    }

    static List<Reply> ambiguous() {
        return List.of(Reply.resetAfterStoring(), Reply.halfResponse(), Reply.status(500).storing(),
                Reply.status(504).storing(), Reply.status(200, "").storing(), Reply.status(200, "{}").storing(),
                Reply.garbage().storing(), Reply.notHttp().storing(), Reply.normal().after(Duration.ofSeconds(3)),
                Reply.slowDrip(Duration.ofMillis(100)));
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void create_isNotRepeatedWhenItWasStored(Reply reply) throws Exception {
        try (OpperSpanExporter impatient = new OpperSpanExporter(new OpperExporterSettings(this.api.url(), Pipeline.KEY,
                Duration.ofMillis(500), Duration.ofMillis(500), 4, OpperApiVersion.V3), this.ids)) {
            this.api.next(reply);
            Create create = new Create(running(ROOT, null));
            assertThat(export(impatient, create)).isInstanceOf(ExportResult.Retry.class);
            assertThat(export(impatient, create)).isEqualTo(ExportResult.stored());
            assertThat(export(impatient, new Create(running(UuidV7.next(), ROOT)))).isEqualTo(ExportResult.stored());
        }
        assertThat(this.api.spans()).hasSize(2);
        assertThat(lines()).containsExactly("POST /v3/spans", "GET /v3/traces/" + TRACE, "POST /v3/spans");
    }

    @Test
    void create_isRepeatedWhenItWasNotStored() throws Exception {
        this.api.next(Reply.resetBeforeStoring()).next(Reply.status(404)).next(Reply.status(503));
        Create create = new Create(running(ROOT, null));
        assertThat(export(create)).isInstanceOf(ExportResult.Retry.class);
        assertThat(export(create)).isInstanceOf(ExportResult.Retry.class);
        assertThat(export(create)).isEqualTo(ExportResult.stored());
        assertThat(lines()).containsExactly("POST /v3/spans", "GET /v3/traces/" + TRACE, "POST /v3/spans",
                "GET /v3/traces/" + TRACE, "POST /v3/spans");
        assertThat(this.api.spans()).hasSize(1);
    }

    @Test
    void create_waitsUntilTheTraceCanBeRead() throws Exception {
        this.api.next(Reply.resetAfterStoring())
            .next(Reply.status(503).header("Retry-After", "7"))
            .next(Reply.garbage())
            .next(Reply.halfResponse());
        Create create = new Create(running(ROOT, null));
        export(create);
        assertThat(export(create)).isInstanceOfSatisfying(ExportResult.Retry.class,
                (retry) -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(export(create)).isInstanceOf(ExportResult.Retry.class);
        export(create);
        assertThat(export(create)).isEqualTo(ExportResult.stored());
        assertThat(this.api.spans()).hasSize(1);
    }

    @Test
    void create_isNotReadBackWhenNobodyHasTakenIt() throws Exception {
        this.api.next(Reply.status(429));
        Create create = new Create(running(ROOT, null));
        assertThat(export(create)).isInstanceOf(ExportResult.Retry.class);
        assertThat(export(create)).isEqualTo(ExportResult.stored());
        assertThat(lines()).containsExactly("POST /v3/spans", "POST /v3/spans");
    }

    @Test
    void create_looksFirstForWhatAnExporterThatIsGoneMayHaveStored() throws Exception {
        store(running(ROOT, null));
        try (OpperSpanExporter restarted = exporter(SpanIds.recent())) {
            assertThat(export(restarted, new Create(running(ROOT, null), false, true)))
                .isEqualTo(ExportResult.stored());
        }
        assertThat(this.api.spans()).hasSize(1);
    }

    @Test
    void create_isFoundInATraceOfManySpansAndLongTexts() throws Exception {
        String longText = '"' + "x\\u00e9".repeat(30_000) + '"';
        for (int i = 0; i < 40; i++) {
            store(finished(UuidV7.next(), "span " + i, longText));
        }
        this.api.next(Reply.resetAfterStoring());
        Create create = new Create(finished(ROOT, "last", longText));
        export(create);
        assertThat(export(create)).isEqualTo(ExportResult.stored());
        assertThat(this.api.spans()).hasSize(41);
        assertThat(this.ids.find(ROOT)).isEqualTo(this.api.span("last").id().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = { 404, 405 })
    void create_saysThatTheApiSpeaksAnotherVersion(int status) throws Exception {
        this.api.next(Reply.status(status));
        assertThat(export(new Create(running(ROOT, null)))).isInstanceOfSatisfying(ExportResult.Retry.class,
                (retry) -> assertThat(retry.reason()).contains("/v3/spans (" + status + ")")
                    .contains("opper.tracing.api-version=v2"));
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 413, 422 })
    void create_isRejectedAfter(int status) throws Exception {
        this.api.next(Reply.status(status, "{\"error\":{\"code\":\"x\",\"message\":\"no\",\"details\":{}}}"));
        assertThat(export(new Create(running(ROOT, null))))
            .isEqualTo(new ExportResult.Rejected("the API refused a span with " + status, status, true));
    }

    @Test
    void complete_changesOnlyWhatCanChange() throws Exception {
        store(running(ROOT, null));
        assertThat(export(new Complete(finished(ROOT, "running", "1")))).isEqualTo(ExportResult.stored());
        assertThat(lastBody().propertyNames()).containsExactlyInAnyOrder("output", "error", "end_time", "meta", "tags");
        assertThat(lastBody().path("meta").has("late")).isFalse();
        StoredSpan stored = this.api.span("running");
        assertThat(stored.endTime()).isEqualTo(START.plusSeconds(1));
        assertThat(stored.clientId()).isEqualTo(ROOT);
        assertThat(stored.meta().path("score").intValue()).isEqualTo(7);
        assertThat(stored.meta().at("/metrics/0/dimension").stringValue()).isEqualTo("hits");
        assertThat(stored.tags().path("plan").stringValue()).isEqualTo("gold");
        assertThat(lines()).containsExactly("POST /v3/spans", "PATCH /v3/spans/" + stored.id());
    }

    @Test
    void complete_keepsInTheMetadataWhatCannotChange() throws Exception {
        store(running(ROOT, null));
        export(new Complete(finished(ROOT, "renamed", "{\"q\":2}")));
        assertThat(this.api.span("running").meta().path("late"))
            .isEqualTo(JSON.readTree("{\"name\": \"renamed\", \"type\": \"chain\", \"input\": {\"q\": 2}}"));
    }

    @Test
    void complete_findsASpanThatAnExporterThatIsGoneHasOpened() throws Exception {
        store(running(ROOT, null));
        try (OpperSpanExporter restarted = exporter(SpanIds.recent())) {
            assertThat(export(restarted, new Complete(finished(ROOT, "running", "1"))))
                .isEqualTo(ExportResult.stored());
        }
        assertThat(this.api.span("running").endTime()).isNotNull();
        assertThat(this.api.spans()).hasSize(1);
    }

    @Test
    void complete_triesALimitedNumberOfTimesWhenTheSpanIsNotShown() throws Exception {
        assertThat(export(new Complete(finished(ROOT, "full", "1")))).isInstanceOfSatisfying(ExportResult.Retry.class,
                (retry) -> assertThat(retry.maxAttempts()).isEqualTo(4));
    }

    @Test
    void metric_isAnEvent() throws Exception {
        store(finished(ROOT, "full", "1"));
        assertThat(export(new AddMetric(ROOT, HITS, TRACE, false))).isEqualTo(ExportResult.stored());
        assertThat(lastBody()).isEqualTo(JSON.readTree("""
                {"kind": "evaluation", "source": "sdk",
                 "data": {"dimension": "hits", "value": 1.5, "comment": "good"}}"""));
        assertThat(this.api.events()).singleElement()
            .extracting(StoredEvent::spanId)
            .isEqualTo(this.api.span("full").id());
        assertThat(this.api.requests()).hasSize(2);
    }

    @Test
    void lateMetrics_areAddedToTheMetadataOneAfterTheOther() throws Exception {
        store(finished(ROOT, "full", "1"));
        List<? extends java.util.concurrent.CompletionStage<ExportResult>> results = IntStream.range(0, 20)
            .mapToObj((i) -> this.exporter.export(new AddMetric(ROOT, new MetricRecord("late", i, null), TRACE, true)))
            .toList();
        for (var result : results) {
            assertThat(result.toCompletableFuture().get(20, TimeUnit.SECONDS)).isEqualTo(ExportResult.stored());
        }
        JsonNode meta = this.api.span("full").meta();
        assertThat(meta.path("metrics")).hasSize(21);
        assertThat(meta.path("model").stringValue()).isEqualTo("small");
        assertThat(this.api.events()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 404, 405, 422, 501 })
    void metric_isKeptInTheMetadataWhereEventsAreRefused(int status) throws Exception {
        store(finished(ROOT, "full", "1"));
        this.api.on("POST", "/v3/spans/*/events").always(Reply.status(status));
        assertThat(export(new AddMetric(ROOT, HITS, TRACE, false))).isEqualTo(ExportResult.stored());
        assertThat(export(new AddMetric(ROOT, new MetricRecord("late", 2, null), TRACE, true)))
            .isEqualTo(ExportResult.stored());
        assertThat(this.api.span("full").meta().path("metrics").valueStream().map((each) -> each.path("dimension")))
            .extracting(JsonNode::stringValue)
            .containsExactly("hits", "late");
        assertThat(this.api.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void metric_isNotRepeatedWhenItsEventWasStored(boolean late) throws Exception {
        store(finished(ROOT, "full", "1"));
        this.api.on("POST", "/v3/spans/*/events").next(Reply.resetAfterStoring());
        AddMetric metric = new AddMetric(ROOT, HITS, TRACE, late);
        assertThat(export(metric)).isInstanceOf(ExportResult.Retry.class);
        assertThat(export(metric)).isEqualTo(ExportResult.stored());
        assertThat(this.api.events()).hasSize(1);
        assertThat(this.api.span("full").meta().path("metrics")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 401, 403, 408, 429, 500, 503 })
    void metric_isNotRepeatedWhileNobodyCanSayWhetherItIsThere(int status) throws Exception {
        store(finished(ROOT, "full", "1"));
        this.api.on("POST", "/v3/spans/*/events").next(Reply.resetAfterStoring());
        this.api.on("GET", "/v3/spans/*/events").next(Reply.status(status));
        AddMetric metric = new AddMetric(ROOT, HITS, TRACE, false);
        export(metric);
        assertThat(export(metric)).isInstanceOf(ExportResult.Retry.class);
        assertThat(export(metric)).isEqualTo(ExportResult.stored());
        assertThat(this.api.events()).hasSize(1);
    }

    @Test
    void metric_isNotRepeatedWhileSomebodyElseAnswers() throws Exception {
        store(finished(ROOT, "full", "1"));
        this.api.on("POST", "/v3/spans/*/events").next(Reply.resetAfterStoring());
        this.api.on("GET", "/v3/spans/*/events").next(Reply.garbage());
        AddMetric metric = new AddMetric(ROOT, HITS, TRACE, false);
        export(metric);
        assertThat(export(metric)).isInstanceOf(ExportResult.Retry.class);
        assertThat(export(metric)).isEqualTo(ExportResult.stored());
        assertThat(this.api.events()).hasSize(1);
    }

    @Test
    void metric_isRepeatedWhenEventsCannotBeRead() throws Exception {
        store(finished(ROOT, "full", "1"));
        this.api.on("POST", "/v3/spans/*/events").next(Reply.resetBeforeStoring());
        this.api.on("GET", "/v3/spans/*/events").always(Reply.status(200, "{\"events\":[]}"));
        AddMetric metric = new AddMetric(ROOT, HITS, TRACE, false);
        export(metric);
        assertThat(export(metric)).isEqualTo(ExportResult.stored());
        assertThat(this.api.events()).hasSize(1);
    }

}
