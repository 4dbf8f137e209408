// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code /v2/spans} as the contract has it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SpanApiTest {

    private static final String UNKNOWN = "01890000-0000-7000-8000-00000000dead";

    private static RunningOpper opper;

    @Parameter
    TestDatabase database;

    private final Api api = opper.api();

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        opper = RunningOpper.on(database);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        opper.close();
    }

    @Test
    void create_returnsEveryField() {
        String id = UUID.randomUUID().toString();
        String trace = UUID.randomUUID().toString();
        JsonNode span = this.api.post("/v2/spans", """
                {"id":"%s","trace_id":"%s","parent_id":null,"name":"answer","type":"llm",
                 "start_time":"2026-11-21T10:30:00.123456+01:00","end_time":"2026-11-21T09:30:01.5Z",
                 "input":{"q":[1,2.50,"ä"]},"output":"plain text","error":"Boom","score":7,
                 "meta":{"total_tokens":12,"nested":{"a":null}}}""".formatted(id, trace)).expect(200).json();
        assertThat(span.path("id").asString()).isEqualTo(id);
        assertThat(span.path("trace_id").asString()).isEqualTo(trace);
        assertThat(span.path("parent_id").isNull()).isTrue();
        assertThat(span.path("name").asString()).isEqualTo("answer");
        assertThat(span.path("type").asString()).isEqualTo("llm");
        assertThat(span.path("start_time").asString()).isEqualTo("2026-11-21T09:30:00.123456Z");
        assertThat(span.path("end_time").asString()).isEqualTo("2026-11-21T09:30:01.500000Z");
        assertThat(span.path("duration_ms").asLong()).isEqualTo(1376);
        assertThat(span.path("input").stringValue()).isEqualTo("{\"q\":[1,2.50,\"ä\"]}");
        assertThat(span.path("output").stringValue()).isEqualTo("plain text");
        assertThat(span.path("error").asString()).isEqualTo("Boom");
        assertThat(span.path("score").asInt()).isEqualTo(7);
        assertThat(span.path("meta").toString()).isEqualTo("{\"total_tokens\":12,\"nested\":{\"a\":null}}");
        assertThat(this.api.get("/v2/spans/" + id).expect(200).json()).isEqualTo(span);
    }

    @Test
    void create_needsOnlyAName() {
        JsonNode span = this.api.post("/v2/spans", "{\"name\":\"alone\"}").expect(200).json();
        assertThat(UUID.fromString(span.path("id").asString())).isNotNull();
        assertThat(UUID.fromString(span.path("trace_id").asString())).isNotNull();
        assertThat(span.path("start_time").asString()).endsWith("Z");
        assertThat(span.path("end_time").isNull()).isTrue();
    }

    @Test
    void create_takesTraceOfParent() {
        JsonNode parent = this.api.post("/v2/spans", "{\"name\":\"parent\"}").expect(200).json();
        JsonNode child = this.api
            .post("/v2/spans", "{\"name\":\"child\",\"parent_id\":\"%s\"}".formatted(parent.path("id").asString()))
            .expect(200)
            .json();
        assertThat(child.path("trace_id")).isEqualTo(parent.path("trace_id"));
        assertThat(child.path("parent_id")).isEqualTo(parent.path("id"));
    }

    @Test
    void create_refusesTraceThatIsNotTheParents() {
        String parent = this.api.span("{\"name\":\"parent\"}");
        this.api
            .post("/v2/spans",
                    "{\"name\":\"child\",\"parent_id\":\"%s\",\"trace_id\":\"%s\"}".formatted(parent, UNKNOWN))
            .expectInvalid("trace_id");
    }

    @Test
    void create_refusesUnknownParent() {
        Api.Reply reply = this.api.post("/v2/spans", "{\"name\":\"orphan\",\"parent_id\":\"%s\"}".formatted(UNKNOWN))
            .expect(404);
        assertThat(reply.text("message")).contains("parent_id").contains(UNKNOWN);
    }

    @Test
    void create_refusesSameIdTwiceAndKeepsFirst() {
        String id = this.api.span("{\"name\":\"first\"}");
        Api.Reply second = this.api.post("/v2/spans", "{\"name\":\"second\",\"id\":\"%s\"}".formatted(id)).expect(409);
        assertThat(second.text("message")).contains("exists");
        assertThat(this.api.get("/v2/spans/" + id).text("name")).isEqualTo("first");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "name | {}", "name | {\"name\":null}",
            "name | {\"name\":\" \"}", "name | {\"name\":1}", "id | {\"name\":\"x\",\"id\":\"abc\"}",
            "id | {\"name\":\"x\",\"id\":\"1-1-1-1-1\"}", "trace_id | {\"name\":\"x\",\"trace_id\":5}",
            "parent_id | {\"name\":\"x\",\"parent_id\":\"\"}",
            "start_time | {\"name\":\"x\",\"start_time\":\"yesterday\"}",
            "start_time | {\"name\":\"x\",\"start_time\":\"2026-11-21T09:30:00\"}",
            "start_time | {\"name\":\"x\",\"start_time\":1795224627}",
            "end_time | {\"name\":\"x\",\"end_time\":\"+12026-11-21T09:30:00Z\"}",
            "end_time | {\"name\":\"x\",\"start_time\":\"2026-11-21T09:30:01Z\",\"end_time\":\"2026-11-21T09:30:00Z\"}",
            "type | {\"name\":\"x\",\"type\":[]}", "error | {\"name\":\"x\",\"error\":{}}",
            "meta | {\"name\":\"x\",\"meta\":\"text\"}", "meta | {\"name\":\"x\",\"meta\":[1]}",
            "score | {\"name\":\"x\",\"score\":1.5}", "score | {\"name\":\"x\",\"score\":\"7\"}",
            "score | {\"name\":\"x\",\"score\":99999999999}", "tags | {\"name\":\"x\",\"tags\":{}}", "body | []" })
    void create_namesInvalidField(String field, String body) {
        this.api.post("/v2/spans", body).expectInvalid(field);
    }

    @Test
    void create_namesAllInvalidFieldsAtOnce() {
        Api.Reply reply = this.api.post("/v2/spans", "{\"id\":\"x\",\"score\":true}");
        reply.expectInvalid("id").expectInvalid("score").expectInvalid("name");
        assertThat(reply.text("type")).isEqualTo("RequestValidationError");
        assertThat(reply.text("message")).contains("'score' must be an integer");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "{\"name\":\"x\"} trailing", "{\"name\":\"x\",\"name\":\"y\"}", "{'name':'x'}",
            "NaN" })
    void create_refusesMalformedJson(String body) {
        Api.Reply reply = this.api.post("/v2/spans", body).expect(400);
        assertThat(reply.text("type")).isEqualTo("BadRequestError");
        assertThat(reply.text("message")).isNotBlank();
        assertThat(reply.json().has("detail")).isTrue();
    }

    @Test
    void create_refusesDeepNestingAsMalformed() {
        this.api.post("/v2/spans", "{\"name\":\"x\",\"input\":" + "[".repeat(5000) + "]".repeat(5000) + "}")
            .expect(400);
    }

    @Test
    void create_refusesTooLargeBody() {
        String big = "x".repeat(10 * 1024 * 1024);
        Api.Reply reply = this.api.post("/v2/spans", "{\"name\":\"big\",\"input\":\"" + big + "\"}").expect(413);
        assertThat(reply.text("type")).isEqualTo("PayloadTooLargeError");
    }

    @Test
    void create_keepsLargePayload() {
        String text = "ä✓𝒳 ".repeat(400_000);
        String id = this.api.span("{\"name\":\"large\",\"input\":\"" + text + "\"}");
        assertThat(this.api.get("/v2/spans/" + id).text("input")).isEqualTo(text);
    }

    @Test
    void create_replacesWhatIsNoCharacter() {
        String id = this.api
            .span("{\"name\":\"a\\u0000b\",\"input\":\"half \\ud800 pair\",\"meta\":{\"k\":\"\\udc00\"}}");
        JsonNode span = this.api.get("/v2/spans/" + id).expect(200).json();
        assertThat(span.path("name").asString()).isEqualTo("a\uFFFDb");
        assertThat(span.path("input").asString()).isEqualTo("half \uFFFD pair");
        assertThat(span.path("meta").path("k").asString()).isEqualTo("\uFFFD");
    }

    @Test
    void create_readsAnyJsonAsText() {
        assertThat(storedInput("5")).isEqualTo("5");
        assertThat(storedInput("true")).isEqualTo("true");
        assertThat(storedInput("[ 1, {\"a\" : \"b\"} ]")).isEqualTo("[1,{\"a\":\"b\"}]");
        assertThat(storedInput("12345678901234567890.10")).isEqualTo("12345678901234567890.10");
        assertThat(storedInput("\"{\\\"a\\\":1}\"")).isEqualTo("{\"a\":1}");
        assertThat(storedInput("\"\"")).isEmpty();
    }

    private String storedInput(String json) {
        return this.api.post("/v2/spans", "{\"name\":\"x\",\"input\":" + json + "}")
            .expect(200)
            .json()
            .path("input")
            .stringValue();
    }

    @Test
    void get_refusesUnknownAndMalformedId() {
        Api.Reply unknown = this.api.get("/v2/spans/" + UNKNOWN).expect(404);
        assertThat(unknown.text("type")).isEqualTo("NotFoundError");
        this.api.get("/v2/spans/nonsense").expectInvalid("span_id");
    }

    @Test
    void update_changesOnlyWhatIsGiven() {
        String id = this.api.span("{\"name\":\"before\",\"type\":\"tool\",\"input\":\"in\",\"meta\":{\"a\":1,\"b\":2},"
                + "\"start_time\":\"2026-11-21T09:30:00Z\"}");
        JsonNode changed = this.api
            .patch("/v2/spans/" + id,
                    "{\"end_time\":\"2026-11-21T09:30:02Z\",\"output\":\"out\",\"meta\":{\"c\":3},\"type\":null}")
            .expect(200)
            .json();
        assertThat(changed.path("name").asString()).isEqualTo("before");
        assertThat(changed.path("type").asString()).isEqualTo("tool");
        assertThat(changed.path("input").asString()).isEqualTo("in");
        assertThat(changed.path("output").asString()).isEqualTo("out");
        assertThat(changed.path("duration_ms").asLong()).isEqualTo(2000);
        assertThat(changed.path("meta").toString()).isEqualTo("{\"c\":3}");
        assertThat(this.api.get("/v2/spans/" + id).json()).isEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = { "id | {\"id\":\"%s\"}", "trace_id | {\"trace_id\":\"%s\"}", "parent_id | {\"parent_id\":\"%s\"}",
                    "input | {\"input\":{}}", "output | {\"output\":5}", "name | {\"name\":\"\"}",
                    "end_time | {\"end_time\":\"2026-11-21T09:29:59Z\"}", "start_time | {\"start_time\":true}",
                    "score | {\"score\":\"x\"}", "meta | {\"meta\":[]}" })
    void update_namesInvalidFieldAndChangesNothing(String field, String body) {
        String id = this.api.span("{\"name\":\"x\",\"start_time\":\"2026-11-21T09:30:00Z\"}");
        JsonNode before = this.api.get("/v2/spans/" + id).json();
        this.api.patch("/v2/spans/" + id, body.formatted(UNKNOWN)).expectInvalid(field);
        assertThat(this.api.get("/v2/spans/" + id).json()).isEqualTo(before);
    }

    @Test
    void update_refusesUnknownId() {
        this.api.patch("/v2/spans/" + UNKNOWN, "{\"name\":\"x\"}").expect(404);
        this.api.patch("/v2/spans/" + UNKNOWN, "{").expect(400);
    }

    @Test
    void delete_takesEverythingBelowAlong() {
        JsonNode root = this.api.post("/v2/spans", "{\"name\":\"root\"}").json();
        String child = this.api.span("{\"name\":\"c\",\"parent_id\":\"%s\"}".formatted(root.path("id").asString()));
        String grandchild = this.api.span("{\"name\":\"g\",\"parent_id\":\"%s\"}".formatted(child));
        Api.Reply deleted = this.api.delete("/v2/spans/" + child).expect(204);
        assertThat(deleted.body()).isEmpty();
        this.api.get("/v2/spans/" + child).expect(404);
        this.api.get("/v2/spans/" + grandchild).expect(404);
        this.api.delete("/v2/spans/" + child).expect(404);
        this.api.get("/v2/traces/" + root.path("trace_id").asString()).expect(200);
        this.api.delete("/v2/spans/" + root.path("id").asString()).expect(204);
        this.api.get("/v2/traces/" + root.path("trace_id").asString()).expect(404);
    }

    @Test
    void delete_reachesThousandsOfLevelsDown() {
        String root = this.api.span("{\"name\":\"level 0\"}");
        String parent = root;
        for (int level = 1; level <= 1500; level++) {
            parent = this.api.span("{\"name\":\"level\",\"parent_id\":\"%s\"}".formatted(parent));
        }
        this.api.delete("/v2/spans/" + root).expect(204);
        this.api.get("/v2/spans/" + parent).expect(404);
    }

    @Test
    void routes_refuseWrongMethodAndUnknownPath() {
        Api.Reply method = this.api.call("PUT", "/v2/spans", "{}").expect(405);
        assertThat(method.header("Allow")).isEqualTo("POST");
        assertThat(method.text("type")).isEqualTo("MethodNotAllowedError");
        assertThat(this.api.get("/v2/nothing").expect(404).text("type")).isEqualTo("NotFoundError");
    }

    @Test
    void requests_areLoggedWithWhatTheyMade() {
        String id = this.api.span("{\"name\":\"logged\"}");
        this.api.post("/v2/spans", "{\"name\":\"again\",\"id\":\"%s\"}".formatted(id)).expect(409);
        JsonNode log = this.api.get("/api/requests").expect(200).json();
        int made = 0;
        for (JsonNode entry : log.path("data")) {
            made += entry.path("id").asString("").equals(id) ? 1 : 0;
        }
        assertThat(made).isEqualTo(1);
        JsonNode last = log.path("data").get(log.path("data").size() - 1);
        assertThat(last.path("status").asInt()).isEqualTo(409);
        assertThat(last.path("method").asString()).isEqualTo("POST");
        assertThat(last.path("path").asString()).isEqualTo("/v2/spans");
    }

}
