// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A request that has reached the fake API completely. Immutable: it shows the moment it
 * was asked for.
 *
 * @param method the HTTP method, in upper case
 * @param path the path, without the query
 * @param query what follows the question mark, empty when there is none
 * @param headers the headers, by their names in lower case
 * @param body the body as text, empty when there is none
 * @param arrivedAt when its first byte was seen
 * @param status the status it was answered with; {@code null} as long as there is no
 * answer, and for good when the connection was cut instead
 */
public record ReceivedRequest(String method, String path, String query, Map<String, String> headers, String body,
        Instant arrivedAt, @Nullable Integer status) {

    private static final int SHOWN_BODY = 160;

    /**
     * The body as JSON.
     * @return its tree
     * @throws AssertionError when the body is not JSON
     */
    public JsonNode json() {
        try {
            return Json.read(this.body);
        }
        catch (JacksonException ex) {
            throw new AssertionError("Expected a JSON body, but the request was: " + this, ex);
        }
    }

    /**
     * A header.
     * @param name its name, in any case
     * @return its value, several ones joined by commas, or {@code null} without it
     */
    public @Nullable String header(String name) {
        return this.headers.get(name.toLowerCase(Locale.ROOT));
    }

    /**
     * The {@code Authorization} header.
     * @return its value, or {@code null} without it
     */
    public @Nullable String authorization() {
        return header("Authorization");
    }

    /**
     * A parameter of the query.
     * @param name its name
     * @return its decoded value, or {@code null} without it
     */
    public @Nullable String parameter(String name) {
        for (String pair : this.query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && decoded(pair.substring(0, equals)).equals(name)) {
                return decoded(pair.substring(equals + 1));
            }
        }
        return null;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    ReceivedRequest answered(int status) {
        return new ReceivedRequest(this.method, this.path, this.query, this.headers, this.body, this.arrivedAt, status);
    }

    /**
     * One line for a failure message: no headers, so no key, and the start of the body.
     */
    @Override
    public String toString() {
        String shown = (this.body.length() > SHOWN_BODY) ? this.body.substring(0, SHOWN_BODY) + "..." : this.body;
        return this.method + " " + this.path + (this.query.isEmpty() ? "" : "?" + this.query) + " -> "
                + ((this.status != null) ? this.status : "no answer") + (shown.isEmpty() ? "" : " " + shown);
    }

}
