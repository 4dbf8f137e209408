// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import org.junit.jupiter.api.BeforeEach;
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

/** {@code /v2/spans/{id}/metrics} as the contract has it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class MetricApiTest {

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

    private String metrics;

    private String span;

    @BeforeEach
    void createSpan() {
        this.span = this.api.span("{\"name\":\"measured\"}");
        this.metrics = "/v2/spans/" + this.span + "/metrics";
    }

    @Test
    void create_returnsEveryField() {
        JsonNode metric = create("{\"dimension\":\"groundedness\",\"value\":0.75,\"comment\":\"3 of 4\"}");
        assertThat(metric.path("span_id").asString()).isEqualTo(this.span);
        assertThat(metric.path("dimension").asString()).isEqualTo("groundedness");
        assertThat(metric.path("value").asDouble()).isEqualTo(0.75);
        assertThat(metric.path("comment").asString()).isEqualTo("3 of 4");
        assertThat(metric.path("created_at").asString()).endsWith("Z");
        String path = this.metrics + "/" + metric.path("id").asString();
        assertThat(this.api.get(path).expect(200).json()).isEqualTo(metric);
    }

    @Test
    void create_refusesTheSameTwice() {
        create("{\"dimension\":\"d\",\"value\":1}");
        this.api.post(this.metrics, "{\"dimension\":\"d\",\"value\":1.0}").expect(409);
        create("{\"dimension\":\"d\",\"value\":2}");
        create("{\"dimension\":\"d\",\"value\":1,\"comment\":\"another judge\"}");
        create("{\"dimension\":\"e\",\"value\":1}");
        assertThat(this.api.get(this.metrics).json().path("meta").path("total_count").asInt()).isEqualTo(4);
    }

    @Test
    void list_pagesOldestFirst() {
        for (int i = 0; i < 5; i++) {
            create("{\"dimension\":\"d\",\"value\":" + i + "}");
        }
        JsonNode page = this.api.get(this.metrics + "?offset=1&limit=2").expect(200).json();
        assertThat(page.path("meta").path("total_count").asInt()).isEqualTo(5);
        assertThat(page.path("data").size()).isEqualTo(2);
        assertThat(page.path("data").get(0).path("value").asDouble()).isEqualTo(1);
        assertThat(page.path("data").get(1).path("value").asDouble()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "limit=0", "limit=101", "limit=x", "limit=", "offset=-1", "offset=99999999999" })
    void list_refusesBadSlice(String query) {
        this.api.get(this.metrics + "?" + query).expectInvalid(query.substring(0, query.indexOf('=')));
    }

    @Test
    void update_changesOnlyWhatIsGiven() {
        JsonNode metric = create("{\"dimension\":\"d\",\"value\":1,\"comment\":\"c\"}");
        String path = this.metrics + "/" + metric.path("id").asString();
        JsonNode changed = this.api.patch(path, "{\"value\":4}").expect(200).json();
        assertThat(changed.path("value").asDouble()).isEqualTo(4);
        assertThat(changed.path("comment").asString()).isEqualTo("c");
        assertThat(changed.path("created_at")).isEqualTo(metric.path("created_at"));
        assertThat(this.api.get(path).json()).isEqualTo(changed);
    }

    @Test
    void update_refusesToBecomeAnother() {
        create("{\"dimension\":\"d\",\"value\":1}");
        String second = create("{\"dimension\":\"d\",\"value\":2}").path("id").asString();
        this.api.patch(this.metrics + "/" + second, "{\"value\":1}").expect(409);
        assertThat(this.api.get(this.metrics + "/" + second).json().path("value").asDouble()).isEqualTo(2);
    }

    @Test
    void delete_removesOne() {
        String id = create("{\"dimension\":\"d\",\"value\":1}").path("id").asString();
        this.api.delete(this.metrics + "/" + id).expect(204);
        this.api.get(this.metrics + "/" + id).expect(404);
        this.api.delete(this.metrics + "/" + id).expect(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = { "dimension | {\"value\":1}", "dimension | {\"dimension\":\"\",\"value\":1}",
                    "value | {\"dimension\":\"d\"}", "value | {\"dimension\":\"d\",\"value\":\"1\"}",
                    "value | {\"dimension\":\"d\",\"value\":1e999}", "value | {\"dimension\":\"d\",\"value\":true}",
                    "comment | {\"dimension\":\"d\",\"value\":1,\"comment\":5}",
                    "id | {\"dimension\":\"d\",\"value\":1,\"id\":\"x\"}" })
    void create_namesInvalidField(String field, String body) {
        this.api.post(this.metrics, body).expectInvalid(field);
    }

    @Test
    void calls_refuseUnknownIds() {
        String body = "{\"dimension\":\"d\",\"value\":1}";
        this.api.post("/v2/spans/" + UNKNOWN + "/metrics", body).expect(404);
        this.api.get("/v2/spans/" + UNKNOWN + "/metrics").expect(404);
        this.api.get(this.metrics + "/" + UNKNOWN).expect(404);
        this.api.patch(this.metrics + "/" + UNKNOWN, body).expect(404);
        this.api.get(this.metrics + "/nonsense").expectInvalid("metric_id");
        String id = create(body).path("id").asString();
        String other = this.api.span("{\"name\":\"other\"}");
        this.api.get("/v2/spans/" + other + "/metrics/" + id).expect(404);
    }

    private JsonNode create(String body) {
        return this.api.post(this.metrics, body).expect(200).json();
    }

}
