// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import ai.opper.tracing.local.http.ApiException.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of a body and collects what is wrong with them, so that one answer
 * names every field. A null counts as absent.
 */
public final class Fields {

    // Databases reach further; a span of the year 12,000 is a wrong unit.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final ObjectNode body;

    private final List<Violation> violations = new ArrayList<>();

    /**
     * Begins to read.
     * @param body the body
     * @param known the fields that it may have
     */
    public Fields(ObjectNode body, Set<String> known) {
        this.body = body;
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                refuse(name, "is not a field of this request");
            }
        }
    }

    /**
     * Whether a field is there and not null.
     * @param name its name
     * @return true when it has a value
     */
    public boolean given(String name) {
        return value(name) != null;
    }

    /**
     * Whether a field is there, be it null.
     * @param name its name
     * @return true when it was written
     */
    public boolean named(String name) {
        return this.body.has(name);
    }

    /**
     * Reads a text.
     * @param name the field
     * @return its text, or null
     */
    public @Nullable String text(String name) {
        JsonNode value = value(name);
        if (value == null || value.isString()) {
            return (value != null) ? Json.cleaned(value.stringValue()) : null;
        }
        refuse(name, "must be a string");
        return null;
    }

    /**
     * Reads a text that is not blank.
     * @param name the field
     * @return its text, or null
     */
    public @Nullable String filledText(String name) {
        String text = text(name);
        if (text != null && text.isBlank()) {
            refuse(name, "must not be blank");
        }
        return text;
    }

    /**
     * Reads a text that must be there.
     * @param name the field
     * @return its text
     */
    public String requiredText(String name) {
        if (!given(name)) {
            refuse(name, "is required");
        }
        String text = filledText(name);
        return (text != null) ? text : "";
    }

    /**
     * Reads any value: text stays text, any other JSON becomes its compact text.
     * @param name the field
     * @return its text, or null
     */
    public @Nullable String payload(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        return Json.cleaned(value.isString() ? value.stringValue() : value.toString());
    }

    /**
     * Reads a UUID.
     * @param name the field
     * @return the UUID, or null
     */
    public @Nullable UUID uuid(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        UUID uuid = Call.uuid(text).orElse(null);
        if (uuid == null) {
            refuse(name, "must be a UUID");
        }
        return uuid;
    }

    /**
     * Reads a time.
     * @param name the field
     * @return the time, cut to microseconds, or null
     */
    public @Nullable Instant time(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time.truncatedTo(ChronoUnit.MICROS);
            }
        }
        catch (DateTimeException ex) {
            // Said below, together with what is out of range.
        }
        refuse(name, "must be an RFC 3339 time with an offset, such as 2026-11-21T09:30:00.123456Z");
        return null;
    }

    /**
     * Reads an object.
     * @param name the field
     * @return the object, or null
     */
    public @Nullable ObjectNode object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return Json.cleaned(object);
        }
        refuse(name, "must be an object");
        return null;
    }

    /**
     * Reads a whole number of 32 bits.
     * @param name the field
     * @return the number, or null
     */
    public @Nullable Integer integer(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return value.intValue();
        }
        refuse(name, "must be an integer of 32 bits");
        return null;
    }

    /**
     * Reads a finite number.
     * @param name the field
     * @return the number, or null
     */
    public @Nullable Double number(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        double number = value.isNumber() ? value.decimalValue().doubleValue() : Double.NaN;
        if (Double.isFinite(number)) {
            // Minus zero is zero: both must be the same metric.
            return number + 0.0;
        }
        refuse(name, "must be a number");
        return null;
    }

    /**
     * Reads a number that must be there.
     * @param name the field
     * @return the number
     */
    public double requiredNumber(String name) {
        if (!given(name)) {
            refuse(name, "is required");
        }
        Double number = number(name);
        return (number != null) ? number : 0;
    }

    /**
     * Reads a flag.
     * @param name the field
     * @return whether it is true
     */
    public boolean flag(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            refuse(name, "must be true or false");
        }
        return value != null && value.isBoolean() && value.booleanValue();
    }

    /**
     * Remembers that a field is wrong.
     * @param name the field
     * @param rule what it breaks
     */
    public void refuse(String name, String rule) {
        this.violations.add(new Violation(name, rule));
    }

    /**
     * Ends reading.
     * @throws ApiException 422 when a field was wrong
     */
    public void check() {
        if (!this.violations.isEmpty()) {
            throw ApiException.invalid(List.copyOf(this.violations));
        }
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = this.body.get(name);
        return (value == null || value.isNull()) ? null : value;
    }

}
