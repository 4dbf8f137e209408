// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import ai.opper.tracing.local.http.ApiException.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.reactive.function.server.ServerRequest;

/** A request with its whole body, as an endpoint sees it on a blocking thread. */
public final class Call {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final ServerRequest request;

    private final byte[] body;

    private final JsonMapper json;

    Call(ServerRequest request, byte[] body, JsonMapper json) {
        this.request = request;
        this.body = body;
        this.json = json;
    }

    /**
     * Reads an id from the path.
     * @param variable the variable of the route's pattern
     * @return the id
     * @throws ApiException 422 when it is no UUID
     */
    public UUID id(String variable) {
        return uuid(this.request.pathVariable(variable))
            .orElseThrow(() -> ApiException.invalid(List.of(new Violation(variable, "must be a UUID"))));
    }

    /**
     * Reads a query parameter.
     * @param name its name
     * @return its text, or null when absent or empty
     */
    public @Nullable String query(String name) {
        return this.request.queryParam(name).filter((value) -> !value.isEmpty()).orElse(null);
    }

    /**
     * Reads all values of a query parameter.
     * @param name its name
     * @return those that are not empty
     */
    public List<String> queries(String name) {
        return this.request.queryParams()
            .getOrDefault(name, List.of())
            .stream()
            .filter((value) -> value != null && !value.isEmpty())
            .toList();
    }

    /**
     * Reads a piece of the path.
     * @param variable the variable of the route's pattern
     * @return its text
     */
    public String path(String variable) {
        return this.request.pathVariable(variable);
    }

    /**
     * Reads a header.
     * @param name its name
     * @return its first value, or null
     */
    public @Nullable String header(String name) {
        return this.request.headers().firstHeader(name);
    }

    /**
     * The body as it came.
     * @return its bytes
     */
    public byte[] bytes() {
        return this.body.clone();
    }

    /**
     * Reads a number from the query.
     * @param name its name
     * @param fallback the value when it is absent
     * @param min the smallest allowed
     * @param max the largest allowed
     * @return the number
     * @throws ApiException 422 when it is no whole number in that range
     */
    public int query(String name, int fallback, int min, int max) {
        String text = this.request.queryParam(name).orElse(null);
        if (text == null) {
            return fallback;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        }
        catch (NumberFormatException ex) {
            // Said below, together with what is out of range.
        }
        String range = (max == Integer.MAX_VALUE) ? "of at least " + min : "from %d to %d".formatted(min, max);
        throw ApiException.invalid(List.of(new Violation(name, "must be a whole number " + range)));
    }

    /**
     * Reads the body.
     * @return the JSON object that it holds
     * @throws ApiException 400 when it is not well-formed JSON, 422 when it is no object
     */
    public ObjectNode object() {
        JsonNode tree;
        try {
            tree = this.json.readTree(this.body);
        }
        catch (JacksonException ex) {
            throw ApiException.badRequest("The body is not well-formed JSON: %s.".formatted(reason(ex)));
        }
        if (tree.isMissingNode()) {
            throw ApiException.badRequest("The body is empty; a JSON object is needed.");
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.invalid(List.of(new Violation("body", "must be a JSON object")));
    }

    int localPort() {
        return LocalPort.of(this.request.exchange().getRequest());
    }

    /**
     * Reads a UUID in its usual form.
     * @param text the text
     * @return the UUID, or empty when the text is none
     */
    public static Optional<UUID> uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    // The parser's message may quote the body, which is the caller's own.
    private static String reason(JacksonException failure) {
        String message = String.valueOf(failure.getOriginalMessage());
        TokenStreamLocation at = failure.getLocation();
        return (at != null) ? message + " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()) : message;
    }

}
