// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code /v3} as the contract has it, and the model endpoints that are not here. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class V3ApiTest {

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
    void create_makesTheId() {
        JsonNode root = create(
                "{\"name\":\"root\",\"type\":\"agent\",\"input\":\"in\",\"meta\":{\"client_span_id\":\"x\"},"
                        + "\"metadata\":{\"m\":1},\"tags\":{\"k\":\"v\"},\"start_time\":\"2026-11-20T10:00:00Z\"}");
        assertThat(UUID.fromString(root.path("id").asString()).version()).isEqualTo(7);
        JsonNode child = create("{\"name\":\"child\",\"parent_id\":\"%s\"}".formatted(root.path("id").asString()));
        assertThat(child.path("trace_id")).isEqualTo(root.path("trace_id"));
        JsonNode found = data("/v3/spans/" + root.path("id").asString());
        assertThat(found.path("meta").toString()).isEqualTo("{\"m\":1,\"client_span_id\":\"x\"}");
        assertThat(found.path("tags").toString()).isEqualTo("{\"k\":\"v\"}");
        assertThat(found.path("input").asString()).isEqualTo("in");
        this.api.post("/v3/spans", "{\"name\":\"x\",\"id\":\"%s\"}".formatted(UUID.randomUUID())).expect(422);
    }

    @Test
    void errors_haveTheirOwnShape() {
        JsonNode error = this.api.get("/v3/spans/" + UUID.randomUUID()).expect(404).json().path("error");
        assertThat(error.path("code").asString()).isEqualTo("NotFoundError");
        assertThat(error.path("message").asString()).isNotBlank();
        assertThat(error.has("details")).isTrue();
        this.api.post("/v3/spans", "{\"name\":\"x\",\"input\":{}}").expect(422);
    }

    @Test
    void update_replacesMetaAndTagsEachAsAWhole() {
        String id = create(
                "{\"name\":\"n\",\"meta\":{\"a\":1},\"tags\":{\"t\":\"1\"},\"start_time\":\"2026-11-20T10:00:00Z\"}")
            .path("id")
            .asString();
        this.api.patch("/v3/spans/" + id, "{\"meta\":{\"b\":2},\"output\":\"o\",\"end_time\":\"2026-11-20T10:00:01Z\"}")
            .expect(200);
        JsonNode span = data("/v3/spans/" + id);
        assertThat(span.path("meta").toString()).isEqualTo("{\"b\":2}");
        assertThat(span.path("tags").toString()).isEqualTo("{\"t\":\"1\"}");
        assertThat(span.path("duration_ms").asInt()).isEqualTo(1000);
        this.api.patch("/v3/spans/" + id, "{\"tags\":{\"t\":\"2\"}}").expect(200);
        span = data("/v3/spans/" + id);
        assertThat(span.path("meta").toString()).isEqualTo("{\"b\":2}");
        assertThat(span.path("tags").toString()).isEqualTo("{\"t\":\"2\"}");
        this.api.patch("/v3/spans/" + id, "{\"name\":\"other\"}").expect(422);
        this.api.patch("/v3/spans/" + id, "{\"end_time\":\"2026-11-20T09:00:00Z\"}").expect(422);
    }

    @Test
    void events_areMetricsAndFeedback() {
        JsonNode made = create("{\"name\":\"judged\"}");
        String span = "/v3/spans/" + made.path("id").asString();
        this.api
            .post(span + "/events",
                    "{\"kind\":\"evaluation\",\"source\":\"sdk\","
                            + "\"data\":{\"dimension\":\"d\",\"value\":0.5,\"comment\":\"c\"}}")
            .expect(200);
        this.api.post(span + "/events", "{\"kind\":\"feedback\",\"data\":{\"score\":1}}").expect(200);
        this.api.post(span + "/events", "{\"kind\":\"guardrail\",\"data\":{\"blocked\":true}}").expect(200);
        JsonNode events = data(span + "/events");
        assertThat(events.size()).isEqualTo(3);
        assertThat(events.get(0).path("kind").asString()).isEqualTo("evaluation");
        assertThat(events.get(0).path("data").path("value").asDouble()).isEqualTo(0.5);
        String trace = "/v3/traces/" + made.path("trace_id").asString();
        assertThat(data(trace + "/events?kind=guardrail").get(0).path("data").toString())
            .isEqualTo("{\"blocked\":true}");
        assertThat(data(trace).path("events").size()).isEqualTo(3);
        String second = span.replace("v3", "v2");
        assertThat(this.api.get(second + "/metrics").json().path("data").get(0).path("dimension").asString())
            .isEqualTo("d");
        assertThat(this.api.get(second).json().path("feedback").path("score").asDouble()).isEqualTo(1);
        this.api.post(span + "/events", "{\"kind\":\"odd\"}").expect(422);
        this.api.post(span + "/events", "{\"kind\":\"evaluation\",\"data\":{}}").expect(422);
    }

    @Test
    void traces_areListedReadAndDeleted() {
        String name = "Third " + UUID.randomUUID();
        JsonNode made = create("{\"name\":\"%s\"}".formatted(name));
        JsonNode page = this.api.get("/v3/traces?name=" + name.replace(" ", "%20").toUpperCase(Locale.ROOT))
            .expect(200)
            .json();
        assertThat(page.path("meta").path("total_count").asInt()).isEqualTo(1);
        assertThat(page.path("data").get(0).path("span_count").asInt()).isEqualTo(1);
        String trace = "/v3/traces/" + made.path("trace_id").asString();
        assertThat(data(trace).path("spans").get(0).path("name").asString()).isEqualTo(name);
        this.api.delete(trace).expect(204);
        this.api.get(trace).expect(404);
        this.api.get("/v3/traces?limit=101").expect(422);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v2/call", "/v3/call", "/v3/compat/chat/completions", "/v3/compat/embeddings" })
    void models_areNotHere(String path) {
        Api.Reply reply = this.api.post(path, "{}").expect(501);
        assertThat(reply.body()).contains("Local Opper", "no models");
    }

    private JsonNode create(String body) {
        return this.api.post("/v3/spans", body).expect(200).json().path("data");
    }

    private JsonNode data(String path) {
        return this.api.get(path).expect(200).json().path("data");
    }

}
