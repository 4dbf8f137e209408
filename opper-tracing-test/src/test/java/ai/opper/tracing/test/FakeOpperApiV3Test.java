// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Version 3: ids of the server's, wrapped answers, events, traces to read back. */
class FakeOpperApiV3Test {

    private static final String TRACE = "019ffffa-0000-7000-8000-000000000001";

    private static final String CLIENT_ID = "019ffffa-0000-7000-8000-000000000002";

    private static final String UNKNOWN = "019ffffa-0000-7000-8000-00000000dead";

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final ApiCaller caller = new ApiCaller(this.api.url());

    private String create(String body) {
        HttpResponse<String> answer = this.caller.post("/v3/spans", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiCaller.json(answer).at("/data/id").stringValue();
    }

    private String createRoot() {
        return create("""
                {"name": "answer", "trace_id": "%s", "type": "workflow", "input": "question",
                 "start_time": "2026-11-21T10:00:00Z", "meta": {"client_span_id": "%s"}}""".formatted(TRACE,
                CLIENT_ID));
    }

    @Test
    void create_isGivenAnIdByTheServer() {
        String id = createRoot();
        String child = create("{\"name\": \"search\", \"parent_id\": \"" + id + "\"}");

        assertThat(id).isNotEqualTo(CLIENT_ID);
        StoredSpan root = this.api.span("answer");
        assertThat(root.id()).hasToString(id);
        assertThat(root.clientId()).hasToString(CLIENT_ID);
        StoredSpan below = this.api.span("search");
        assertThat(below.parentId()).hasToString(id);
        assertThat(below.traceId()).hasToString(TRACE);
        assertThat(below.clientId()).hasToString(child);
    }

    @Test
    void spanSentTwice_isKeptTwice() {
        assertThat(createRoot()).isNotEqualTo(createRoot());
        assertThat(this.api.spans()).extracting(StoredSpan::clientId)
            .containsExactly(UUID.fromString(CLIENT_ID), UUID.fromString(CLIENT_ID));
    }

    @Test
    void patch_addsWhatIsKnownAtTheEnd() {
        String id = createRoot();

        HttpResponse<String> answer = this.caller.send("PATCH", "/v3/spans/" + id, """
                {"output": "here", "end_time": "2026-11-21T10:00:01Z", "meta": {"a": 1}, "tags": {"b": "2"}}""");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        JsonNode span = ApiCaller.json(this.caller.send("GET", "/v3/spans/" + id, "")).path("data");
        assertThat(span.path("output").stringValue()).isEqualTo("here");
        assertThat(span.path("input").stringValue()).isEqualTo("question");
        assertThat(span.path("meta")).hasToString("{\"a\":1}");
        assertThat(this.api.span("answer").tags()).hasToString("{\"b\":\"2\"}");
        assertThat(this.api.span("answer").endTime()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "name", "type", "input", "start_time", "trace_id", "parent_id", "id", "score" })
    void patch_refusesWhatCannotChange(String field) {
        String id = createRoot();
        refused(422, field, this.caller.send("PATCH", "/v3/spans/" + id, "{\"" + field + "\": \"x\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = { "name | {}", "id | {\"name\": \"a\", \"id\": \"" + CLIENT_ID + "\"}",
                    "score | {\"name\": \"a\", \"score\": 1}", "input | {\"name\": \"a\", \"input\": {\"x\": 1}}",
                    "output | {\"name\": \"a\", \"output\": 1}", "error | {\"name\": \"a\", \"error\": {}}",
                    "tags | {\"name\": \"a\", \"tags\": [\"x\"]}", "meta | {\"name\": \"a\", \"meta\": \"x\"}",
                    "metadata | {\"name\": \"a\", \"metadata\": \"x\"}",
                    "parent_id | {\"name\": \"a\", \"parent_id\": \"x\"}",
                    "start_time | {\"name\": \"a\", \"start_time\": \"2026-11-21T10:00:00\"}" })
    void create_refusesWrongFields(String field, String body) {
        refused(422, field, this.caller.post("/v3/spans", body));
        assertThat(this.api.spans()).isEmpty();
    }

    @Test
    void unknownParentSpanAndTrace_are404() {
        refused(404, UNKNOWN, this.caller.post("/v3/spans", "{\"name\": \"a\", \"parent_id\": \"" + UNKNOWN + "\"}"));
        refused(404, UNKNOWN, this.caller.send("PATCH", "/v3/spans/" + UNKNOWN, "{}"));
        refused(404, UNKNOWN, this.caller.send("GET", "/v3/traces/" + UNKNOWN, ""));
        refused(404, UNKNOWN, this.caller.post("/v3/spans/" + UNKNOWN + "/events", "{\"kind\": \"evaluation\"}"));
        refused(404, "/v3/nothing", this.caller.send("GET", "/v3/nothing", ""));
        refused(405, "PUT", this.caller.send("PUT", "/v3/spans", "{}"));
        this.api.requireKey("right");
        refused(401, "Authorization", this.caller.key("").post("/v3/spans", "{\"name\": \"a\"}"));
    }

    @Test
    void traceOfAnotherParent_is422() {
        String id = createRoot();
        refused(422, "trace_id", this.caller.post("/v3/spans",
                "{\"name\": \"a\", \"parent_id\": \"" + id + "\", \"trace_id\": \"" + UNKNOWN + "\"}"));
    }

    @Test
    void events_areKeptAndReadBack() {
        String id = createRoot();
        String path = "/v3/spans/" + id + "/events";
        HttpResponse<String> answer = this.caller.post(path, """
                {"kind": "evaluation", "source": "sdk", "data": {"dimension": "hits", "value": 3}}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(this.api.events()).singleElement()
            .satisfies((event) -> assertThat(event.data().path("value").intValue()).isEqualTo(3))
            .extracting(StoredEvent::kind, StoredEvent::source, StoredEvent::spanId)
            .containsExactly("evaluation", "sdk", UUID.fromString(id));
        assertThat(data(path)).hasSize(1);
        assertThat(data("/v3/traces/" + TRACE + "/events?kind=evaluation")).hasSize(1);
        assertThat(data("/v3/traces/" + TRACE + "/events?kind=feedback")).isEmpty();
        refused(422, "kind", this.caller.post(path, "{\"kind\": \"metric\"}"));
    }

    @Test
    void traces_areReadBack() {
        String id = createRoot();
        create("{\"name\": \"search\", \"parent_id\": \"" + id + "\"}");
        create("{\"name\": \"other\"}");

        JsonNode trace = data("/v3/traces/" + TRACE);
        assertThat(trace.path("span_count").intValue()).isEqualTo(2);
        assertThat(trace.at("/spans/0/meta/client_span_id").stringValue()).isEqualTo(CLIENT_ID);
        assertThat(trace.at("/spans/1/parent_id").stringValue()).isEqualTo(id);
        assertThat(data("/v3/traces")).hasSize(2);
        assertThat(data("/v3/traces?limit=1&offset=1")).hasSize(1);
        assertThat(data("/v3/traces?name=NSWE")).hasSize(1);
        refused(422, "limit", this.caller.send("GET", "/v3/traces?limit=101", ""));
        assertThat(this.caller.send("DELETE", "/v3/traces/" + TRACE, "").statusCode()).isEqualTo(204);
        assertThat(this.api.spans()).hasSize(1);
    }

    @Test
    void slowDrip_answersByteByByte() {
        this.api.always(Reply.slowDrip(Duration.ofMillis(1)));
        long begin = System.nanoTime();
        HttpResponse<String> answer = this.caller.post("/v3/spans", "{\"name\": \"a\"}");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
            .isGreaterThan(Duration.ofMillis(answer.body().length()));
        assertThat(ApiCaller.json(answer).at("/data/name").stringValue()).isEqualTo("a");

        this.api.always(Reply.slowDrip(Duration.ofSeconds(1)));
        assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(
                () -> this.caller.timeout(Duration.ofMillis(500)).attempt("POST", "/v3/spans", "{\"name\": \"b\"}"));
        assertThat(this.api.spans()).hasSize(2);
    }

    private JsonNode data(String path) {
        HttpResponse<String> answer = this.caller.send("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiCaller.json(answer).path("data");
    }

    private static void refused(int status, String hint, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode error = ApiCaller.json(answer).path("error");
        assertThat(error.path("code").stringValue()).isNotBlank();
        assertThat(error.path("message").stringValue() + error.path("details").stringValue()).contains(hint);
    }

}
