// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.opper.tracing.local.query.Described.Description;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Describes the calls of {@code /local/api} as OpenAPI 3.1, from what answers them. */
final class OpenApi {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final List<Description> calls;

    private final Map<String, Object> schemas = new TreeMap<>();

    OpenApi(List<Description> calls) {
        this.calls = calls;
    }

    Map<String, Object> document() {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Description call : this.calls) {
            paths.computeIfAbsent(call.path(), (path) -> new LinkedHashMap<>())
                .put(call.method().name().toLowerCase(Locale.ROOT), operation(call));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info",
                Map.of("title", "Local Opper", "version", "1", "description",
                        "What the viewer of Local Opper asks, for scripts, too. Times are RFC 3339 in UTC, durations "
                                + "are microseconds, costs are dollars."));
        document.put("paths", paths);
        schema(Problem.class);
        document.put("components", Map.of("schemas", this.schemas, "securitySchemes",
                Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
        document.put("security", List.of(Map.of(), Map.of("token", List.of())));
        return document;
    }

    private Map<String, Object> operation(Description call) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", call.summary());
        operation.put("operationId", operationId(call));
        operation.put("parameters", parameters(call));
        Class<?> body = call.body();
        if (body != null) {
            operation.put("requestBody", Map.of("required", true, "content", content("application/json", body)));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put(String.valueOf(call.status()), response(call));
        responses.put("default",
                Map.of("description", "What was wrong", "content", content("application/json", Problem.class)));
        operation.put("responses", responses);
        return operation;
    }

    private static String operationId(Description call) {
        String words = call.path().substring(LocalApi.BASE.length()).replaceAll("[{}]", "").replaceAll("\\W+", "_");
        return call.method().name().toLowerCase(Locale.ROOT) + words;
    }

    private Map<String, Object> response(Description call) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", call.summary());
        Class<?> answer = call.answer();
        if (answer != null) {
            response.put("content", content(call.mediaType(), answer));
        }
        else if (call.status() == 200) {
            response.put("content", Map.of(call.mediaType(), Map.of("schema", Map.of("type", "string"))));
        }
        return response;
    }

    private Map<String, Object> content(String mediaType, Class<?> type) {
        return Map.of(mediaType, Map.of("schema", schema(type)));
    }

    private static List<Object> parameters(Description call) {
        List<Object> parameters = new ArrayList<>();
        Matcher variables = VARIABLE.matcher(call.path());
        while (variables.find()) {
            parameters.add(Map.of("name", variables.group(1), "in", "path", "required", true, "schema",
                    variables.group(1).endsWith("id") ? Map.of("type", "string", "format", "uuid")
                            : Map.of("type", "string")));
        }
        call.parameters().forEach((parameter) -> {
            Map<String, Object> text = Map.of("type", "string");
            parameters.add(Map.of("name", parameter.name(), "in", "query", "description", parameter.meaning(), "schema",
                    parameter.repeated() ? Map.of("type", "array", "items", text) : text));
        });
        return parameters;
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == UUID.class) {
            return Map.of("type", "string", "format", "uuid");
        }
        if (type == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (type == long.class || type == Long.class || type == int.class || type == Integer.class) {
            return Map.of("type", "integer");
        }
        if (type == double.class || type == Double.class) {
            return Map.of("type", "number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type instanceof Class<?> other && other.isRecord()) {
            return reference(other);
        }
        if (type instanceof Class<?> node && (JsonNode.class.isAssignableFrom(node) || node == Object.class)) {
            return Map.of();
        }
        throw new IllegalStateException("The API's document has no word for " + type);
    }

    private Map<String, Object> generic(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        if (Collection.class.isAssignableFrom(raw)) {
            return Map.of("type", "array", "items", schema(type.getActualTypeArguments()[0]));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return Map.of("type", "object", "additionalProperties", schema(type.getActualTypeArguments()[1]));
        }
        throw new IllegalStateException("The API's document has no word for " + type);
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = type.getSimpleName();
        if (!this.schemas.containsKey(name)) {
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            Map<String, Object> schema = new LinkedHashMap<>(Map.of("type", "object"));
            this.schemas.put(name, schema);
            for (RecordComponent component : type.getRecordComponents()) {
                boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                properties.put(snake(component.getName()), property(component, optional));
                required.add(snake(component.getName()));
            }
            schema.put("properties", properties);
            if (!type.getSimpleName().endsWith("Body")) {
                schema.put("required", required);
            }
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> property(RecordComponent component, boolean optional) {
        Map<String, Object> schema = schema(component.getGenericType());
        return optional ? Map.of("anyOf", List.of(schema, Map.of("type", "null"))) : schema;
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /**
     * How every error reads.
     *
     * @param type its kind
     * @param message a sentence that says what was wrong
     * @param detail the same, or the fields that were wrong
     */
    record Problem(String type, String message, Object detail) {
    }

}
