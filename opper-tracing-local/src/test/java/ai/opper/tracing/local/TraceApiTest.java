// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.util.HashSet;
import java.util.Set;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Traces, feedback and examples as the contract has them, and the viewer's own lists. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TraceApiTest {

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
    void get_showsSpansWithDataAndMetrics() {
        String trace = UUID.randomUUID().toString();
        String root = root(trace, "turn", "2026-11-20T10:00:00Z", "2026-11-20T10:00:02Z",
                "\"input\":\"in\",\"output\":\"out\"");
        String llm = this.api.span("""
                {"name":"model","parent_id":"%s","type":"generation","start_time":"2026-11-20T10:00:00.5Z",
                 "end_time":"2026-11-20T10:00:01.25Z","input":{"p":1},"output":"said","score":8,
                 "meta":{"model":"m-1","input_tokens":10,"output_tokens":5,"tags":{"a":"b","n":1},
                 "instructions":"be kind","function":"f","generation_id":"g","observations":"o"}}""".formatted(root));
        this.api.post("/v2/spans/" + llm + "/metrics", "{\"dimension\":\"d\",\"value\":1.5,\"comment\":\"c\"}")
            .expect(200);
        JsonNode found = this.api.get("/v2/traces/" + trace).expect(200).json();
        assertThat(found.path("id").asString()).isEqualTo(trace);
        assertThat(found.path("name").asString()).isEqualTo("turn");
        assertThat(found.path("status").asString()).isEqualTo("ok");
        assertThat(found.path("start_time").asString()).isEqualTo("2026-11-20T10:00:00.000000Z");
        assertThat(found.path("end_time").asString()).isEqualTo("2026-11-20T10:00:02.000000Z");
        assertThat(found.path("duration_ms").asLong()).isEqualTo(2000);
        assertThat(found.path("input").asString()).isEqualTo("in");
        assertThat(found.path("output").asString()).isEqualTo("out");
        assertThat(found.path("total_tokens").asLong()).isEqualTo(15);
        assertThat(found.path("spans").size()).isEqualTo(2);
        JsonNode span = found.path("spans").get(1);
        assertThat(span.has("trace_id")).isFalse();
        assertThat(span.path("parent_id").asString()).isEqualTo(root);
        assertThat(span.path("duration_ms").asLong()).isEqualTo(750);
        JsonNode data = span.path("data");
        assertThat(data.path("input").asString()).isEqualTo("{\"p\":1}");
        assertThat(data.path("output").asString()).isEqualTo("said");
        assertThat(data.path("total_tokens").asLong()).isEqualTo(15);
        assertThat(data.path("model").asString()).isEqualTo("m-1");
        assertThat(data.path("instructions").asString()).isEqualTo("be kind");
        assertThat(data.path("function").asString()).isEqualTo("f");
        assertThat(data.path("generation_id").asString()).isEqualTo("g");
        assertThat(data.path("observations").asString()).isEqualTo("o");
        assertThat(data.path("score").asInt()).isEqualTo(8);
        assertThat(data.path("tags").toString()).isEqualTo("[\"a:b\",\"n:1\"]");
        JsonNode metric = span.path("metrics").get(0);
        assertThat(metric.path("dimension").asString()).isEqualTo("d");
        assertThat(metric.path("value").asDouble()).isEqualTo(1.5);
        assertThat(metric.has("id") && metric.has("created_at") && !metric.has("span_id")).isTrue();
    }

    @Test
    void traceWhoseRootHasNoInput_isPreviewedByItsFirstStepWithOne() {
        String trace = UUID.randomUUID().toString();
        String root = root(trace, "http post /preview", "2026-11-20T10:00:00Z", "2026-11-20T10:00:02Z", "\"score\":1");
        for (String second : List.of("02", "01")) {
            this.api.span("""
                    {"name":"step","parent_id":"%s","input":"question %s","start_time":"2026-11-20T10:00:%sZ"}"""
                .formatted(root, second, second));
        }
        JsonNode line = this.api.get("/local/api/traces?text=/preview").json().path("data").get(0);
        assertThat(line.path("input_preview").asString()).isEqualTo("question 01");
    }

    @Test
    void status_isTheRootsNotItsChildrens() {
        String trace = UUID.randomUUID().toString();
        String root = this.api
            .span("{\"name\":\"r\",\"trace_id\":\"%s\",\"start_time\":\"2026-11-20T10:00:00Z\"}".formatted(trace));
        this.api.span(
                "{\"name\":\"c\",\"parent_id\":\"%s\",\"error\":\"handled\",\"start_time\":\"2026-11-20T10:00:00Z\",\"end_time\":\"2026-11-20T10:00:01Z\"}"
                    .formatted(root));
        JsonNode running = this.api.get("/v2/traces/" + trace).json();
        assertThat(running.path("status").asString()).isEqualTo("running");
        assertThat(running.path("end_time").isNull()).isTrue();
        assertThat(running.path("total_tokens").isNull()).isTrue();
        this.api.patch("/v2/spans/" + root, "{\"end_time\":\"2026-11-20T10:00:03Z\"}").expect(200);
        assertThat(this.api.get("/v2/traces/" + trace).text("status")).isEqualTo("ok");
        this.api.patch("/v2/spans/" + root, "{\"error\":\"not handled\"}").expect(200);
        assertThat(this.api.get("/v2/traces/" + trace).text("status")).isEqualTo("error");
    }

    @Test
    void list_isNewestFirstPagedAndByName() {
        for (int i = 0; i < 5; i++) {
            root(UUID.randomUUID().toString(), "List_Test %" + i, "2030-01-0" + (i + 1) + "T00:00:00Z", null,
                    "\"input\":" + i);
        }
        JsonNode page = this.api.get("/v2/traces?name=list_test%20%25&offset=1&limit=2").expect(200).json();
        assertThat(page.path("meta").path("total_count").asInt()).isEqualTo(5);
        assertThat(page.path("data").size()).isEqualTo(2);
        assertThat(page.path("data").get(0).path("name").asString()).isEqualTo("List_Test %3");
        assertThat(page.path("data").get(1).path("name").asString()).isEqualTo("List_Test %2");
        assertThat(page.path("data").get(0).path("input").asString()).isEqualTo("3");
        assertThat(page.path("data").get(0).has("spans")).isFalse();
        assertThat(this.api.get("/v2/traces?name=listXtest").json().path("data").size()).isZero();
        this.api.get("/v2/traces?limit=101").expectInvalid("limit");
        this.api.get("/v2/traces/" + UNKNOWN).expect(404);
        this.api.get("/v2/traces/nonsense").expectInvalid("trace_id");
    }

    @Test
    void trace_isNamedByItsEarliestRoot() {
        String trace = UUID.randomUUID().toString();
        root(trace, "later", "2026-11-20T10:00:05Z", "2026-11-20T10:00:06Z", "\"input\":\"l\"");
        String earlier = root(trace, "earlier", "2026-11-20T10:00:00Z", "2026-11-20T10:00:01Z", "\"input\":\"e\"");
        assertThat(this.api.get("/v2/traces/" + trace).text("name")).isEqualTo("earlier");
        this.api.patch("/v2/spans/" + earlier, "{\"name\":\"renamed\"}").expect(200);
        assertThat(this.api.get("/v2/traces/" + trace).text("name")).isEqualTo("renamed");
        this.api.delete("/v2/spans/" + earlier).expect(204);
        JsonNode left = this.api.get("/v2/traces/" + trace).expect(200).json();
        assertThat(left.path("name").asString()).isEqualTo("later");
        assertThat(left.path("input").asString()).isEqualTo("l");
    }

    @Test
    void feedback_isShownOnSpanAndLastCounts() {
        String span = this.api.span("{\"name\":\"judged\"}");
        JsonNode given = this.api.post("/v2/spans/" + span + "/feedback", "{\"score\":0.25,\"comment\":\"meh\"}")
            .expect(200)
            .json();
        assertThat(given.toString()).isEqualTo(
                "{\"span_id\":\"%s\",\"score\":0.25,\"example_saved\":false,\"comment\":\"meh\"}".formatted(span));
        this.api.post("/v2/spans/" + span + "/feedback", "{\"score\":1}").expect(200);
        assertThat(this.api.get("/v2/spans/" + span).json().path("feedback").toString()).isEqualTo("{\"score\":1.0}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"score\":1.1}", "{\"score\":-0.1}", "{\"score\":\"1\"}", "{\"score\":null}" })
    void feedback_refusesScoreOutOfRange(String body) {
        String span = this.api.span("{\"name\":\"judged\"}");
        this.api.post("/v2/spans/" + span + "/feedback", body).expectInvalid("score");
        assertThat(this.api.get("/v2/spans/" + span).json().has("feedback")).isFalse();
    }

    @Test
    void feedback_refusesWrongFieldsAndUnknownSpan() {
        String span = this.api.span("{\"name\":\"judged\"}");
        this.api.post("/v2/spans/" + span + "/feedback", "{\"score\":1,\"save_to_dataset\":\"yes\"}")
            .expectInvalid("save_to_dataset");
        this.api.post("/v2/spans/" + UNKNOWN + "/feedback", "{\"score\":1}").expect(404);
    }

    @Test
    void example_isSavedOnceAndDownloaded() {
        String span = this.api.span("{\"name\":\"exämple name\",\"input\":{\"q\":\"1\\n2\"},\"output\":\"a\"}");
        JsonNode saved = this.api.post("/v2/spans/" + span + "/save_examples", "").expect(201).json();
        assertThat(saved.path("input").asString()).isEqualTo("{\"q\":\"1\\n2\"}");
        assertThat(saved.path("output").asString()).isEqualTo("a");
        assertThat(saved.has("expected") || saved.has("comment")).isFalse();
        JsonNode judged = this.api
            .post("/v2/spans/" + span + "/feedback", "{\"score\":1,\"comment\":\"right\",\"save_to_dataset\":true}")
            .expect(200)
            .json();
        assertThat(judged.path("example_saved").asBoolean()).isTrue();
        JsonNode again = this.api.post("/v2/spans/" + span + "/save_examples", "").expect(201).json();
        assertThat(again.path("dataset_entry_id")).isEqualTo(saved.path("dataset_entry_id"));
        assertThat(again.path("expected").asString()).isEqualTo("a");
        String dataset = saved.path("dataset_id").asString();
        Api.Reply file = this.api.get("/local/api/datasets/" + dataset + "/download").expect(200);
        assertThat(file.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"ex-mple-name.jsonl\"");
        assertThat(file.body()).isEqualTo(
                "{\"input\":\"{\\\"q\\\":\\\"1\\\\n2\\\"}\",\"output\":\"a\",\"expected\":\"a\",\"comment\":\"right\",\"span_id\":\"%s\"}\n"
                    .formatted(span));
        JsonNode found = this.api.get("/local/api/datasets/" + dataset).expect(200).json();
        assertThat(found.path("entry_count").asInt()).isEqualTo(1);
        this.api.post("/v2/spans/" + UNKNOWN + "/save_examples", "").expect(404);
        this.api.get("/local/api/datasets/" + UNKNOWN + "/download").expect(404);
    }

    @Test
    void viewerList_scrollsOnWithoutGapsOrRepeats() {
        for (int i = 0; i < 7; i++) {
            root(UUID.randomUUID().toString(), "scrolled", "2031-01-01T00:00:0" + (i / 2) + "Z", null,
                    "\"type\":\"tool\"");
        }
        Set<String> seen = new HashSet<>();
        String before = "";
        for (int page = 0; page < 4; page++) {
            JsonNode found = this.api.get("/local/api/traces?text=SCROLLED&count=true&limit=2" + before)
                .expect(200)
                .json();
            assertThat(found.path("total").asInt()).isEqualTo(7);
            found.path("data").forEach((trace) -> assertThat(seen.add(trace.path("id").asString())).isTrue());
            before = "&cursor=" + found.path("next").asString("");
        }
        assertThat(seen).hasSize(7);
        this.api.get("/local/api/traces?cursor=nonsense").expectInvalid("cursor");
        this.api.get("/local/api/traces?status=odd").expectInvalid("status");
    }

    @Test
    void viewerList_findsTextInPayloadsOfInnerSpans() {
        String root = root(UUID.randomUUID().toString(), "outer", "2026-11-20T10:00:00Z", "2026-11-20T10:00:01Z",
                "\"input\":1");
        this.api.span("{\"name\":\"inner\",\"parent_id\":\"%s\",\"output\":\"a Needle_42 in hay\"}".formatted(root));
        assertThat(this.api.get("/local/api/traces?text=needle_42&count=true").json().path("total").asInt())
            .isEqualTo(1);
        assertThat(this.api.get("/local/api/traces?text=needle_42&status=ok").json().path("data").size()).isEqualTo(1);
        assertThat(this.api.get("/local/api/traces?text=needle_42&status=error").json().path("data").size()).isZero();
        assertThat(this.api.get("/local/api/traces?text=needleX42&count=true").json().path("total").asInt()).isZero();
    }

    private String root(String trace, String name, String start, String end, String more) {
        return this.api.span("{\"trace_id\":\"%s\",\"name\":\"%s\",\"start_time\":\"%s\",\"end_time\":%s,%s}"
            .formatted(trace, name, start, (end != null) ? "\"" + end + "\"" : "null", more));
    }

}
