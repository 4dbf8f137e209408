// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.List;
import java.util.TreeSet;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The fields of a request body, each refused by name when it is not what it must be. */
final class Fields {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Pattern RFC_3339 = Pattern
        .compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private final JsonNode body;

    private Fields(JsonNode body) {
        this.body = body;
    }

    /** Names of fields, in the order in which errors list them. */
    static Set<String> names(String... names) {
        return new TreeSet<>(List.of(names));
    }

    static Fields read(String text, Set<String> allowed) {
        JsonNode body = parse(text);
        if (!body.isObject()) {
            throw Refusal.unprocessable("body", "must be a JSON object");
        }
        for (String name : body.propertyNames()) {
            if (!allowed.contains(name)) {
                throw Refusal.unprocessable(name, "is not a field of this request, which takes " + allowed);
            }
        }
        return new Fields(body);
    }

    private static JsonNode parse(String text) {
        if (text.isBlank()) {
            throw Refusal.malformed("The body is empty.");
        }
        try {
            return Json.read(text);
        }
        catch (JacksonException ex) {
            throw Refusal.malformed(ex.getOriginalMessage());
        }
    }

    static UUID uuid(String name, String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw Refusal.unprocessable(name, "must be a UUID in lower case with hyphens");
        }
        return UUID.fromString(text);
    }

    boolean has(String name) {
        return this.body.hasNonNull(name);
    }

    @Nullable UUID uuid(String name) {
        String text = text(name);
        return (text != null) ? uuid(name, text) : null;
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw Refusal.unprocessable(name, "is required and must not be blank");
        }
        return text;
    }

    @Nullable String text(String name) {
        JsonNode value = value(name, JsonNode::isString, "must be a string");
        return (value != null) ? value.stringValue() : null;
    }

    @Nullable Integer integer(String name) {
        JsonNode value = value(name, (node) -> node.isIntegralNumber() && node.canConvertToInt(), "must be an integer");
        return (value != null) ? Integer.valueOf(value.intValue()) : null;
    }

    boolean isTrue(String name) {
        JsonNode value = value(name, JsonNode::isBoolean, "must be true or false");
        return value != null && value.booleanValue();
    }

    double requiredNumber(String name) {
        JsonNode value = value(name, JsonNode::isNumber, "must be a number");
        if (value == null) {
            throw Refusal.unprocessable(name, "is required");
        }
        double number = value.decimalValue().doubleValue();
        if (!Double.isFinite(number)) {
            throw Refusal.unprocessable(name, "is too large for a number");
        }
        return number;
    }

    @Nullable JsonNode object(String name) {
        return value(name, JsonNode::isObject, "must be an object");
    }

    /** Any JSON value as the API gives it back: text as it is, anything else as JSON. */
    @Nullable String anyAsText(String name) {
        JsonNode value = value(name, (node) -> true, "");
        if (value == null) {
            return null;
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    @Nullable Instant time(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            if (RFC_3339.matcher(text).matches()) {
                return OffsetDateTime.parse(text).toInstant();
            }
        }
        catch (DateTimeException ex) {
            // a day or an hour that does not exist is refused like any other wrong text
        }
        throw Refusal.unprocessable(name, "must be a time of RFC 3339 with an offset");
    }

    private @Nullable JsonNode value(String name, Predicate<JsonNode> accepts, String problem) {
        JsonNode value = this.body.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!accepts.test(value)) {
            throw Refusal.unprocessable(name, problem);
        }
        return value;
    }

}
