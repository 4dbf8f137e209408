// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A value as it leaves the process: valid JSON in UTF-8, already bounded and redacted.
 * Immutable.
 */
public final class Payload {

    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] json;

    private final long omittedBytes;

    private Payload(byte[] json, long omittedBytes) {
        this.json = json;
        this.omittedBytes = omittedBytes;
    }

    /**
     * Wraps a complete value.
     * @param json valid JSON in UTF-8; not copied, so it must not change any more
     * @return the payload
     */
    public static Payload of(byte[] json) {
        return new Payload(json, 0);
    }

    /**
     * Wraps a value of which something was left out.
     * @param json valid JSON in UTF-8; not copied, so it must not change any more
     * @param omittedBytes how many bytes are missing at least
     * @return the payload
     */
    public static Payload truncated(byte[] json, long omittedBytes) {
        return new Payload(json, omittedBytes);
    }

    /**
     * The JSON text.
     * @return valid JSON
     */
    public String json() {
        return new String(this.json, StandardCharsets.UTF_8);
    }

    /**
     * The bytes of the JSON text, for writing only.
     * @return the bytes, not copied: they must not be changed
     */
    public byte[] bytes() {
        return this.json;
    }

    /**
     * The value as text: a JSON string without its quotes and escapes, anything else as
     * JSON.
     * @return the text
     */
    public String text() {
        return isText() ? unquoted() : json();
    }

    /**
     * Whether the value is a JSON string.
     * @return {@code true} for text
     */
    public boolean isText() {
        return this.json.length > 0 && this.json[0] == '"';
    }

    public int size() {
        return this.json.length;
    }

    /**
     * How many bytes were left out, at least.
     * @return zero for a complete value
     */
    public long omittedBytes() {
        return this.omittedBytes;
    }

    private String unquoted() {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), this.json)) {
            return (parser.nextToken() == JsonToken.VALUE_STRING) ? parser.getString() : json();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload that && Arrays.equals(this.json, that.json)
                && this.omittedBytes == that.omittedBytes;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(this.json);
    }

    /** Says how large the payload is, never what is in it: it may end up in a log. */
    @Override
    public String toString() {
        return "Payload[" + this.json.length + " bytes]";
    }

}
