// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The document about {@code /local/api}. */
class OpenApiTest {

    @RegisterExtension
    static final RunningOpper opper = new RunningOpper();

    private final Api api = opper.api();

    @Test
    void document_describesWhatAnswers() {
        JsonNode document = document();
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        JsonNode list = document.path("paths").path("/local/api/traces").path("get");
        List<String> parameters = new ArrayList<>();
        list.path("parameters").forEach((parameter) -> parameters.add(parameter.path("name").asString()));
        assertThat(parameters).contains("text", "status", "tag", "metric", "sort", "cursor", "offset", "limit");
        String answer = list.at("/responses/200/content/application~1json/schema/$ref").asString();
        JsonNode schema = document.at(answer.substring(1));
        assertThat(schema.path("properties").has("total_capped")).isTrue();
    }

    @Test
    void document_namesOnlySchemasThatItHas() {
        JsonNode document = document();
        List<String> references = new ArrayList<>();
        document.findValues("$ref").forEach((reference) -> references.add(reference.asString()));
        assertThat(references).isNotEmpty()
            .allSatisfy((reference) -> assertThat(document.at(reference.substring(1)).isObject()).isTrue());
    }

    @Test
    void everyPath_isThere() {
        document().path("paths").properties().forEach((path) -> path.getValue().properties().forEach((operation) -> {
            String url = path.getKey().replaceAll("\\{[^}]+}", "01890000-0000-7000-8000-00000000dead");
            Api.Reply reply = this.api.call(operation.getKey().toUpperCase(Locale.ROOT), url, "{}");
            assertThat(reply.status()).as(operation.getKey() + " " + url).isNotIn(405, 500, 501);
            assertThat(reply.body()).doesNotContain("There is nothing at");
        }));
    }

    private JsonNode document() {
        return this.api.get("/local/api/openapi.json").expect(200).json();
    }

}
