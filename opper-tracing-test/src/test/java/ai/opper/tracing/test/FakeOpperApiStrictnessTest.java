// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.net.http.HttpResponse;

import ai.opper.tracing.span.UuidV7;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What the contract does not allow is refused, in its shape, and changes nothing. */
class FakeOpperApiStrictnessTest {

    private static final String SPAN = "/v2/spans/019ffffa-0000-7000-8000-000000000001";

    private static final String UNKNOWN = "019ffffa-0000-7000-8000-00000000dead";

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final ApiCaller caller = new ApiCaller(this.api.url());

    @BeforeEach
    void storeOneSpan() {
        this.caller.post("/v2/spans", """
                {"id": "019ffffa-0000-7000-8000-000000000001", "name": "there", "output": "before"}""");
    }

    @Test
    void missingOrWrongBearer_is401() {
        this.api.requireKey("right-key");

        refused(401, "Authorization", this.caller.key("").post("/v2/spans", "{\"name\": \"a\"}"));
        refused(401, "Authorization", this.caller.key("wrong").post("/v2/spans", "{\"name\": \"a\"}"));
        refused(401, "Authorization", this.caller.key("wrong").send("GET", SPAN, ""));
        assertThat(this.caller.key("right-key").send("GET", SPAN, "").statusCode()).isEqualTo(200);
        assertThat(this.api.requests()).extracting(ReceivedRequest::toString)
            .noneMatch((line) -> line.contains("wrong"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "{", "{\"name\": \"a\"", "{\"name\": \"a\"} x", "{name: 1}", "not json",
            "{\"name\": \"a\", \"name\": \"b\"}", "{\"name\": NaN}" })
    void malformedJson_is400(String body) {
        refused(400, "", this.caller.post("/v2/spans", body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "body | [1]", "body | \"text\"", "body | null",
            "name | {}", "name | {\"name\": null}", "name | {\"name\": \"\"}", "name | {\"name\": 1}",
            "tags | {\"name\": \"a\", \"tags\": {}}", "Name | {\"Name\": \"a\"}",
            "id | {\"name\": \"a\", \"id\": \"1\"}", "id | {\"name\": \"a\", \"id\": 7}",
            "id | {\"name\": \"a\", \"id\": \"019FFFFA-0000-7000-8000-000000000002\"}",
            "trace_id | {\"name\": \"a\", \"trace_id\": \"019ffffa000070008000000000000002\"}",
            "parent_id | {\"name\": \"a\", \"parent_id\": \"\"}", "type | {\"name\": \"a\", \"type\": 1}",
            "start_time | {\"name\": \"a\", \"start_time\": 1732186800}",
            "start_time | {\"name\": \"a\", \"start_time\": \"2026-11-21T10:00:00\"}",
            "start_time | {\"name\": \"a\", \"start_time\": \"2026-02-30T10:00:00Z\"}",
            "end_time | {\"name\": \"a\", \"end_time\": \"yesterday\"}",
            "error | {\"name\": \"a\", \"error\": {\"message\": \"x\"}}", "meta | {\"name\": \"a\", \"meta\": \"x\"}",
            "meta | {\"name\": \"a\", \"meta\": []}", "score | {\"name\": \"a\", \"score\": 0.5}",
            "score | {\"name\": \"a\", \"score\": \"1\"}", "score | {\"name\": \"a\", \"score\": 99999999999}" })
    void createSpan_withAWrongFieldIs422(String field, String body) {
        refused(422, field, this.caller.post("/v2/spans", body));
    }

    @Test
    void createSpan_belowAnUnknownParentIs404() {
        refused(404, UNKNOWN, this.caller.post("/v2/spans", "{\"name\": \"a\", \"parent_id\": \"" + UNKNOWN + "\"}"));
    }

    @Test
    void createSpan_inAnotherTraceThanItsParentIs422() {
        refused(422, "trace_id", this.caller.post("/v2/spans", """
                {"name": "a", "parent_id": "019ffffa-0000-7000-8000-000000000001", "trace_id": "%s"}"""
            .formatted(UuidV7.next())));
    }

    @Test
    void createSpan_withTheIdOfAnotherIs409() {
        HttpResponse<String> response = this.caller.post("/v2/spans", """
                {"id": "019ffffa-0000-7000-8000-000000000001", "name": "again"}""");

        refused(409, "already exists", response);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = { "id | {\"id\": \"019ffffa-0000-7000-8000-000000000001\"}",
                    "trace_id | {\"trace_id\": \"019ffffa-0000-7000-8000-000000000001\"}",
                    "parent_id | {\"parent_id\": null}", "input | {\"input\": {\"a\": 1}}", "output | {\"output\": 5}",
                    "output | {\"output\": [\"a\"]}", "name | {\"name\": \" \"}", "end_time | {\"end_time\": \"now\"}",
                    "meta | {\"meta\": \"x\"}" })
    void updateSpan_withAWrongFieldIs422(String field, String body) {
        refused(422, field, this.caller.send("PATCH", SPAN, body));
    }

    @Test
    void unknownSpan_is404() {
        String path = "/v2/spans/" + UNKNOWN;

        refused(404, UNKNOWN, this.caller.send("PATCH", path, "{\"output\": \"x\"}"));
        refused(404, UNKNOWN, this.caller.send("GET", path, ""));
        refused(404, UNKNOWN, this.caller.send("DELETE", path, ""));
        refused(404, UNKNOWN, this.caller.send("GET", path + "/metrics", ""));
        refused(404, UNKNOWN, this.caller.post(path + "/metrics", "{\"dimension\": \"n\", \"value\": 1}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = { "dimension | {\"value\": 1}", "dimension | {\"dimension\": \"\", \"value\": 1}",
                    "value | {\"dimension\": \"n\"}", "value | {\"dimension\": \"n\", \"value\": \"1\"}",
                    "value | {\"dimension\": \"n\", \"value\": true}",
                    "value | {\"dimension\": \"n\", \"value\": 1e999}",
                    "comment | {\"dimension\": \"n\", \"value\": 1, \"comment\": 2}",
                    "id | {\"dimension\": \"n\", \"value\": 1, \"id\": \"019ffffa-0000-7000-8000-000000000009\"}" })
    void createMetric_withAWrongFieldIs422(String field, String body) {
        refused(422, field, this.caller.post(SPAN + "/metrics", body));
    }

    @ParameterizedTest
    @ValueSource(strings = { "offset=-1", "offset=x", "limit=0", "limit=99999999999" })
    void listMetrics_withAWrongPageIs422(String query) {
        refused(422, query.substring(0, query.indexOf('=')), this.caller.send("GET", SPAN + "/metrics?" + query, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v2/spans/", "/v2/spans/not-a-uuid", "/v2/spans/019FFFFA-0000-7000-8000-000000000001",
            "/v2/spans/019ffffa-0000-7000-8000-000000000001/metrics/x", "/v2/traces/x" })
    void idInThePath_mustBeAUuid(String path) {
        refused(422, "id", this.caller.send("GET", path, ""));
    }

    @ParameterizedTest
    @CsvSource({ "GET, /, 404", "POST, /v1/spans, 404", "GET, /v2/span, 404",
            "POST, /v2/spans/019ffffa-0000-7000-8000-000000000001/measures, 404", "PUT, /v2/spans, 405",
            "POST, /v2/spans/019ffffa-0000-7000-8000-000000000001, 405",
            "DELETE, /v2/spans/019ffffa-0000-7000-8000-000000000001/metrics, 405" })
    void whatIsNotThere_isRefused(String method, String path, int status) {
        refused(status, "", this.caller.send(method, path, "{\"name\": \"a\"}"));
    }

    private void refused(int status, String named, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode body = ApiCaller.json(response);
        assertThat(body.propertyNames()).containsExactly("type", "message", "detail");
        assertThat(body.path("detail").stringValue()).contains(named);
        assertThat(body.path("message").stringValue()).isNotBlank();
        assertThat(this.api.spans()).extracting(StoredSpan::name, StoredSpan::output, (span) -> span.metrics().size())
            .containsExactly(tuple("there", "before", 0));
        assertThat(this.api.requests()).last().extracting(ReceivedRequest::status).isEqualTo(status);
    }

}
