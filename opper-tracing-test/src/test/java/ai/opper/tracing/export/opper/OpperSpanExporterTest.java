// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Hooks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.ExportResult.Trouble;
import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.Reply;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** One request at a time: what goes over the wire, and what each answer means. */
@Timeout(60)
class OpperSpanExporterTest {

    private static final UUID ID = UUID.fromString("0190ABCD-0000-7000-8000-00000000ABCD");

    private static final UUID TRACE = UUID.fromString("0190ABCD-0000-7000-8000-0000000000FF");

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private static final JsonMapper JSON = new JsonMapper();

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start().requireKey(Pipeline.KEY);

    @AutoClose
    private final OpperSpanExporter exporter = exporter(this.api.url());

    private static OpperSpanExporter exporter(URI url) {
        return new OpperSpanExporter(settings(url, Pipeline.KEY));
    }

    private static OpperExporterSettings settings(URI url, String key) {
        return new OpperExporterSettings(url, key, Duration.ofSeconds(5), Duration.ofSeconds(10), 4);
    }

    private static Payload json(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SpanRecord minimal(UUID id) {
        return new SpanRecord(id, TRACE, null, "minimal", "chain", START, null, null, null, null, null, null, null,
                Map.of(), Map.of(), List.of(), List.of(), List.of());
    }

    private static SpanRecord named(String name, Map<String, Object> tags) {
        return new SpanRecord(UuidV7.next(), UuidV7.next(), null, name, "chain", START, START, json("\"\\ud83d\""),
                json("\"\\ud83d\""), name, null, name, name, tags, Map.of(name, json("1")),
                List.of(new SpanEvent(name, START, Map.of(name, json("1")))),
                List.of(new Finding(name, json("1"), name)), List.of());
    }

    private static SpanRecord full() {
        Map<String, Object> tags = new LinkedHashMap<>();
        tags.put("plan", "gold");
        tags.put("retries", 3);
        tags.put("share", 0.25);
        tags.put("vip", true);
        Map<String, Payload> meta = new LinkedHashMap<>();
        meta.put("model", json("\"small\""));
        meta.put("tags", json("[1]"));
        meta.put("tags_", json("[2]"));
        return new SpanRecord(ID, TRACE, null, "full", "tool", START, START.plusNanos(1_500_001_000),
                json("{\"question\":\"Where?\"}"), json("\"Here\\n\""), "java.io.IOException: no", 7, "session-1",
                "user-1", tags, meta,
                List.of(new SpanEvent("cached", START.plusMillis(1), Map.of("hit", json("true")))),
                List.of(new Finding("grounded", json("false"), "no source"), new Finding("clear", json("1"), null)),
                List.of());
    }

    private ExportResult export(ExportRequest request) throws Exception {
        return export(this.exporter, request);
    }

    private static ExportResult export(OpperSpanExporter exporter, ExportRequest request) throws Exception {
        return exporter.export(request).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private ExportResult create() throws Exception {
        return export(new ExportRequest.Create(minimal(UuidV7.next())));
    }

    private JsonNode lastBody() {
        List<ReceivedRequest> requests = this.api.requests();
        return JSON.readTree(requests.get(requests.size() - 1).body());
    }

    @Test
    void export_createsASpanWithEveryField() throws Exception {
        assertThat(export(new ExportRequest.Create(full()))).isEqualTo(ExportResult.stored());
        assertThat(lastBody()).isEqualTo(JSON.readTree("""
                {"id": "0190abcd-0000-7000-8000-00000000abcd", "trace_id": "0190abcd-0000-7000-8000-0000000000ff",
                 "name": "full", "type": "tool",
                 "start_time": "2026-11-21T10:00:00.000000Z", "end_time": "2026-11-21T10:00:01.500001Z",
                 "error": "java.io.IOException: no", "score": 7,
                 "meta": {"model": "small", "tags_": [1], "tags__": [2], "session_id": "session-1", "user_id": "user-1",
                   "tags": {"plan": "gold", "retries": 3, "share": 0.25, "vip": true},
                   "events": [{"name": "cached", "time": "2026-11-21T10:00:00.001000Z", "attributes": {"hit": true}}],
                   "findings": [{"name": "grounded", "value": false, "comment": "no source"},
                                {"name": "clear", "value": 1}]},
                 "input": {"question": "Where?"}, "output": "Here\\n"}"""));
        ReceivedRequest request = this.api.requests().get(0);
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v2/spans");
        assertThat(request.authorization()).isEqualTo("Bearer " + Pipeline.KEY);
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void export_leavesOutWhatIsNotKnown() throws Exception {
        export(new ExportRequest.Create(minimal(ID)));
        assertThat(lastBody()).isEqualTo(JSON.readTree("""
                {"id": "0190abcd-0000-7000-8000-00000000abcd", "trace_id": "0190abcd-0000-7000-8000-0000000000ff",
                 "name": "minimal", "type": "chain", "start_time": "2026-11-21T10:00:00.000000Z", "meta": {}}"""));
    }

    @Test
    void export_completesASpanWithTextsAndWithoutItsIds() throws Exception {
        export(new ExportRequest.Create(minimal(ID)));
        assertThat(export(new ExportRequest.Complete(full()))).isEqualTo(ExportResult.stored());
        JsonNode body = lastBody();
        assertThat(body.propertyNames()).containsExactlyInAnyOrder("name", "type", "start_time", "end_time", "input",
                "output", "error", "score", "meta");
        assertThat(body.get("input").stringValue()).isEqualTo("{\"question\":\"Where?\"}");
        assertThat(body.get("output").stringValue()).isEqualTo("Here\n");
        StoredSpan stored = this.api.span("full");
        assertThat(stored.endTime()).isEqualTo(START.plusNanos(1_500_001_000));
        assertThat(this.api.requests().get(1).method() + " " + this.api.requests().get(1).path())
            .isEqualTo("PATCH /v2/spans/" + ID);
    }

    @Test
    void export_addsAMetric() throws Exception {
        export(new ExportRequest.Create(minimal(ID)));
        assertThat(export(new ExportRequest.AddMetric(ID, new MetricRecord("hits", 1.5, "good"), TRACE, false)))
            .isEqualTo(ExportResult.stored());
        assertThat(lastBody()).isEqualTo(JSON.readTree("{\"dimension\":\"hits\",\"value\":1.5,\"comment\":\"good\"}"));
        export(new ExportRequest.AddMetric(ID, new MetricRecord("misses", 1e-9, null), TRACE, false));
        assertThat(lastBody()).isEqualTo(JSON.readTree("{\"dimension\":\"misses\",\"value\":1.0E-9}"));
    }

    @Test
    void export_writesTextsThatAreCutInTheMiddleOfACharacter() throws Exception {
        assertThat(export(new ExportRequest.Create(named("cut \ud83d", Map.of("cut \ud83d", "cut \ud83d")))))
            .isEqualTo(ExportResult.stored());
        SpanRecord span = named("cut \ud83d", Map.of());
        export(new ExportRequest.Create(span));
        assertThat(export(new ExportRequest.Complete(span))).isEqualTo(ExportResult.stored());
        assertThat(this.api.spans()).hasSize(2).allSatisfy((stored) -> assertThat(stored.name()).isEqualTo("cut ?"));
        export(new ExportRequest.Create(named("whole \ud83d\ude00", Map.of())));
        assertThat(this.api.span("whole \ud83d\ude00")).isNotNull();
    }

    @Test
    void export_writesNumbersThatJsonDoesNotKnowAsText() throws Exception {
        Map<String, Object> tags = Map.of("ratio", Double.NaN, "limit", Float.NEGATIVE_INFINITY, "odd", new Odd(),
                "big", new java.math.BigDecimal("1E+400"));
        assertThat(export(new ExportRequest.Create(named("odd", tags)))).isEqualTo(ExportResult.stored());
        JsonNode written = lastBody().get("meta").get("tags");
        assertThat(written.get("ratio").stringValue()).isEqualTo("NaN");
        assertThat(written.get("limit").stringValue()).isEqualTo("-Infinity");
        assertThat(written.get("odd").stringValue()).isEqualTo("1/2");
        assertThat(written.get("big").isNumber()).isTrue();
    }

    @Test
    void export_rejectsWhatCannotBeWritten() throws Exception {
        SpanRecord broken = new SpanRecord(ID, TRACE, null, "broken", "chain", START, null, null, null, null, null,
                null, null, Map.of("tag", new Odd() {

                    @Override
                    public String toString() {
                        throw new IllegalStateException("secret");
                    }

                }), Map.of(), List.of(), List.of(), List.of());
        assertThat(export(new ExportRequest.Create(broken))).isInstanceOfSatisfying(ExportResult.Rejected.class,
                (rejected) -> assertThat(rejected.reason()).contains("IllegalStateException").doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(ints = { 407, 408, 425, 429, 500, 502, 503, 504, 507, 511, 520, 524, 599 })
    void export_isToBeTriedAgainAfter(int status) throws Exception {
        this.api.next(Reply.status(status));
        Trouble trouble = (status == 429 || status == 503) ? Trouble.OVERLOADED : Trouble.FAILING;
        assertThat(create())
            .isEqualTo(new ExportResult.Retry("the API answered " + status, null, Integer.MAX_VALUE, trouble, status));
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 402, 404, 405, 413, 415, 422, 501, 505 })
    void export_isRejectedAfter(int status) throws Exception {
        this.api.next(Reply.status(status, "{\"message\":\"the payload said: secret\"}"));
        assertThat(create()).isEqualTo(new ExportResult.Rejected("the API refused a span with " + status, status,
                Set.of(400, 413, 422).contains(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 307, 308 })
    void export_isKeptWhenTheAddressLeadsElsewhere(int status) throws Exception {
        this.api.next(Reply.status(status).header("Location", "https://sign-in.example"));
        assertThat(create()).isInstanceOf(ExportResult.Retry.class);
        assertThat(this.api.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 401, 403 })
    void export_waitsForAnotherKey(int status) throws Exception {
        this.api.next(Reply.status(status));
        assertThat(create())
            .isEqualTo(new ExportResult.Retry("the API answered " + status + ": it does not accept the key", null,
                    Integer.MAX_VALUE, Trouble.UNAUTHORIZED, status));
    }

    @Test
    void export_worksAgainWhenTheKeyIsRight() throws Exception {
        this.api.requireKey("another");
        assertThat(create()).isInstanceOfSatisfying(ExportResult.Retry.class,
                (retry) -> assertThat(retry.trouble()).isEqualTo(Trouble.UNAUTHORIZED));
        this.api.requireKey(Pipeline.KEY);
        assertThat(create()).isEqualTo(ExportResult.stored());
    }

    @Test
    void export_takesADuplicateForStored() throws Exception {
        ExportRequest create = new ExportRequest.Create(minimal(ID));
        assertThat(export(create)).isEqualTo(ExportResult.stored());
        assertThat(export(create)).isEqualTo(ExportResult.storedBefore());
        assertThat(this.api.requests()).extracting(ReceivedRequest::status).containsExactly(200, 409);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"type\":\"x\",\"message\":\"Span already exists\",\"detail\":null}",
            "{\"error\":{\"code\":\"x\",\"message\":\"The id exists already.\"}}",
            "{\"error\":\"id ALREADY EXISTS\",\"docs_url\":\"x\"}", "{\"errors\":[{\"type\":\"id already exists\"}]}",
            "{\"detail\":[{\"loc\":[\"id\"],\"msg\":\"already exists\",\"input\":\"x\"}]}" })
    void export_takesARefusalThatSaysItExistsForStored(String body) throws Exception {
        this.api.next(Reply.status(422, body)).next(Reply.status(400, body));
        assertThat(create()).isEqualTo(ExportResult.storedBefore());
        assertThat(create()).isEqualTo(ExportResult.storedBefore());
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"detail\":[{\"msg\":\"bad\",\"input\":\"the user already exists\"}]}",
            "{\"detail\":[{\"msg\":\"bad\",\"input\":{\"message\":\"already exists\"}}]}", "already exists",
            "{\"body\":{\"error\":\"already exists\"}}", "{\"detail\":\"" })
    void export_doesNotTakeItsOwnPayloadForTheAnswer(String body) throws Exception {
        this.api.next(Reply.status(422, body));
        assertThat(create()).isInstanceOf(ExportResult.Rejected.class);
    }

    @Test
    void export_triesAMetricOfAnUnknownSpanALimitedNumberOfTimes() throws Exception {
        assertThat(export(new ExportRequest.AddMetric(ID, new MetricRecord("hits", 1, null), TRACE, false)))
            .isEqualTo(ExportResult.Retry.limited("the API does not know the span of a metric (404)",
                    Duration.ofSeconds(1), 4, 404));
    }

    @Test
    void export_takesAConflictForCompleted() throws Exception {
        this.api.next(Reply.status(409));
        assertThat(export(new ExportRequest.Complete(full()))).isEqualTo(ExportResult.storedBefore());
    }

    @Test
    void export_saysWhyASpanThatWasStoredMayBeUnknown() throws Exception {
        assertThat(export(new ExportRequest.Complete(full()))).isInstanceOfSatisfying(ExportResult.Rejected.class,
                (rejected) -> assertThat(rejected.reason()).contains("404").contains("off for this account"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "2", "+2", "02" })
    void export_passesOnHowLongToWait(String seconds) throws Exception {
        this.api.next(Reply.status(429).header("Retry-After", seconds));
        assertThat(create()).isInstanceOfSatisfying(ExportResult.Retry.class,
                (retry) -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(2)));
    }

    @Test
    void export_passesOnUntilWhenToWait() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plusSeconds(90).atZone(ZoneOffset.UTC));
        this.api.next(Reply.status(503).header("Retry-After", date));
        assertThat(create()).isInstanceOfSatisfying(ExportResult.Retry.class,
                (retry) -> assertThat(retry.after()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(91)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "soon", "", "99999999999999999999", "9999999999999", "-5", "Thu, 01 Jan 1970 00:00:00 GMT" })
    void export_survivesAnyRetryAfter(String value) throws Exception {
        this.api.next(Reply.status(429).header("Retry-After", value));
        assertThat(create()).isInstanceOf(ExportResult.Retry.class);
    }

    @Test
    void export_isNotStoredWhenSomebodyElseAnswers() throws Exception {
        this.api.next(Reply.garbage())
            .next(Reply.notHttp())
            .next(Reply.status(200, "<html>Sign in</html>").header("Content-Type", "text/html"))
            .next(Reply.status(200, "\"ok\""))
            .next(Reply.halfResponse())
            .next(Reply.resetBeforeStoring());
        for (int i = 0; i < 6; i++) {
            assertThat(create()).as("answer " + i).isInstanceOf(ExportResult.Retry.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", " \n{\"id\":1}", "\ufeff{}", "{\"data\":{}}" })
    void export_isStoredAfterAnySuccessThatMayBeTheApis(String body) throws Exception {
        this.api.next(Reply.status(201, body));
        assertThat(create()).isEqualTo(ExportResult.stored());
    }

    @Test
    void export_isStoredHoweverLargeTheAnswer() throws Exception {
        this.api.next(Reply.status(200, "{\"input\":\"" + "x".repeat(3_000_000) + "\"}"));
        assertThat(create()).isEqualTo(ExportResult.stored());
        this.api.next(Reply.status(503, "{\"input\":\"" + "x".repeat(3_000_000) + "\"}"));
        assertThat(create()).isInstanceOf(ExportResult.Retry.class);
    }

    @Test
    void export_givesUpWaitingForAnAnswer() throws Exception {
        this.api.next(Reply.blackHole());
        OpperExporterSettings impatient = new OpperExporterSettings(this.api.url(), Pipeline.KEY, Duration.ofSeconds(5),
                Duration.ofMillis(400), 4);
        try (OpperSpanExporter waiting = new OpperSpanExporter(impatient)) {
            long begin = System.nanoTime();
            assertThat(export(waiting, new ExportRequest.Create(minimal(ID)))).isEqualTo(new ExportResult.Retry(
                    "the request failed (ReadTimeoutException)", null, Integer.MAX_VALUE, Trouble.OVERLOADED, 0));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(390),
                    Duration.ofSeconds(5));
        }
    }

    @Test
    void export_saysThatNobodyAnswersWithoutNamingTheSpan() throws Exception {
        this.api.goDown();
        assertThat(create()).isEqualTo(ExportResult.Retry
            .later("nobody answers at the API's address (connection refused or timed out)", null));
        this.api.comeBack();
        assertThat(create()).isEqualTo(ExportResult.stored());
    }

    @Test
    void export_saysThatAHostIsUnknown() throws Exception {
        try (OpperSpanExporter nowhere = exporter(URI.create("http://nowhere.invalid"))) {
            assertThat(export(nowhere, new ExportRequest.Create(minimal(ID))))
                .isEqualTo(ExportResult.Retry.later("the API's host name cannot be resolved", null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "//" })
    void export_takesASlashAtTheEndOfTheAddress(String end) throws Exception {
        try (OpperSpanExporter slashed = exporter(URI.create(this.api.url() + end))) {
            assertThat(export(slashed, new ExportRequest.Create(minimal(ID)))).isEqualTo(ExportResult.stored());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/gateway/opper", "/gateway/opper/" })
    void export_keepsThePathOfTheAddress(String path) throws Exception {
        this.api.on("POST", "/gateway/opper/v2/spans").next(Reply.status(200, "{}"));
        try (OpperSpanExporter prefixed = exporter(URI.create(this.api.url() + path))) {
            assertThat(export(prefixed, new ExportRequest.Create(minimal(ID)))).isEqualTo(ExportResult.stored());
        }
    }

    @Test
    void export_needsNoKey() throws Exception {
        this.api.requireKey(null);
        try (OpperSpanExporter open = new OpperSpanExporter(settings(this.api.url(), null))) {
            assertThat(export(open, new ExportRequest.Create(minimal(ID)))).isEqualTo(ExportResult.stored());
        }
        assertThat(this.api.requests().get(0).authorization()).isNull();
    }

    @Test
    void close_leavesNoThreads() throws Exception {
        Set<Thread> before = httpThreads();
        for (int i = 0; i < 5; i++) {
            OpperSpanExporter other = exporter(this.api.url());
            export(other, new ExportRequest.Create(minimal(UuidV7.next())));
            long begin = System.nanoTime();
            other.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1_200));
        }
        Set<Thread> left = httpThreads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(5_000);
        }
        left.removeIf((thread) -> !thread.isAlive());
        assertThat(left).isEmpty();
    }

    private static Set<Thread> httpThreads() {
        return Thread.getAllStackTraces()
            .keySet()
            .stream()
            .filter((thread) -> thread.getName().startsWith("opper-tracing-http"))
            .collect(Collectors.toSet());
    }

    @Test
    void settings_stripTheKeyAndNeverShowIt() throws Exception {
        OpperExporterSettings settings = settings(this.api.url(), "  " + Pipeline.KEY + "\r\n");
        assertThat(settings.toString()).doesNotContain("s3cret").contains("127.0.0.1");
        try (OpperSpanExporter stripped = new OpperSpanExporter(settings)) {
            assertThat(export(stripped, new ExportRequest.Create(minimal(ID)))).isEqualTo(ExportResult.stored());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { " ", "", "s3cret\nkey", "s3cret key", "s3cr\u00e9t", "s3cret\u0000" })
    void settings_refuseAKeyThatNoHeaderCanCarry(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(this.api.url(), key))
            .satisfies((refusal) -> assertThat(refusal.getMessage()).contains("API key").doesNotContain("s3cr"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "api.opper.ai", "ftp://api.opper.ai", "http:///v2", "mailto:a@b", "https://a?b=c",
            "https://a#b", "https://user:s3cret@api.opper.ai" })
    void settings_refuseWhatIsNoAddress(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(URI.create(url), null))
            .withMessageContaining("https://api.opper.ai")
            .satisfies((refusal) -> assertThat(refusal.getMessage()).doesNotContain("s3cret"));
    }

    private static class Odd extends Number {

        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            return "1/2";
        }

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0;
        }

        @Override
        public double doubleValue() {
            return 0.5;
        }

    }

    /** Wherever a request is when its exporter closes: dialling, writing or waiting. */
    @RepeatedTest(100)
    void close_answersWhatIsUnderWay(RepetitionInfo repetition) throws Exception {
        this.api.always(Reply.blackHole());
        CompletionStage<ExportResult> answer = this.exporter.export(new ExportRequest.Create(full()));
        LockSupport.parkNanos(repetition.getCurrentRepetition() * 50_000L);
        this.exporter.close();
        assertThat(answer.toCompletableFuture().get(2, TimeUnit.SECONDS)).isInstanceOf(ExportResult.Retry.class);
    }

    /** Reactor would log what nobody waits for as an error, with a stack trace. */
    @RepeatedTest(200)
    void close_saysNothingOfAnswersThatComeMeanwhile(RepetitionInfo repetition) {
        Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            for (int i = 0; i < 20; i++) {
                this.exporter.export(new ExportRequest.Create(minimal(UuidV7.next())));
            }
            LockSupport.parkNanos(repetition.getCurrentRepetition() % 100 * 50_000L);
            this.exporter.close();
        }
        finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(dropped).isEmpty();
    }

}
