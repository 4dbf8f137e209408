// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.List;
import java.util.stream.StreamSupport;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Reads the API's JSON, which may grow. */
final class ApiJson {

    static final JsonMapper MAPPER = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();

    private ApiJson() {
    }

    /** Version 3 wraps what it answers. */
    static <T> T one(JsonNode answer, Class<T> type) {
        return MAPPER.treeToValue(content(answer), type);
    }

    static JsonNode content(JsonNode answer) {
        JsonNode data = answer.path("data");
        return (data.isObject() && !answer.has("id")) ? data : answer;
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static <T> List<T> many(JsonNode answer, Class<T> type) {
        return StreamSupport.stream(answer.path("data").spliterator(), false)
            .map((each) -> MAPPER.treeToValue(each, type))
            .toList();
    }

    /** The API takes and gives back inputs and outputs of changes as text. */
    static String text(Object value) {
        return (value instanceof CharSequence) ? value.toString() : MAPPER.writeValueAsString(value);
    }

}
