// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the body of an error says, in any of the API's four shapes: {@code {type, message,
 * detail}}, {@code {error: {code, message, details}}}, {@code {error, docs_url}} and
 * {@code {errors: [{type, ..}]}}.
 *
 * @param code the API's word, or {@code null}
 * @param message a sentence, or {@code null}
 */
record ApiError(@Nullable String code, @Nullable String message) {

    private static final ApiError UNKNOWN = new ApiError(null, null);

    static ApiError read(String body) {
        try {
            return of(ApiJson.MAPPER.readTree(body));
        }
        catch (JacksonException ex) {
            return UNKNOWN;
        }
    }

    private static ApiError of(JsonNode body) {
        JsonNode error = body.path("error");
        if (error.isObject()) {
            return new ApiError(text(error, "code"), with(text(error, "message"), error.path("details")));
        }
        if (error.isString()) {
            return new ApiError(text(body, "code"), with(error.stringValue(), body.path("docs_url")));
        }
        JsonNode first = body.path("errors").path(0);
        if (first.isObject()) {
            String message = text(first, "message");
            return new ApiError(text(first, "type"),
                    with((message != null) ? message : text(first, "msg"), first.path("detail")));
        }
        return new ApiError(text(body, "type"), with(text(body, "message"), body.path("detail")));
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable String with(@Nullable String message, JsonNode detail) {
        if (detail.isMissingNode() || detail.isNull()) {
            return message;
        }
        String text = detail.isString() ? detail.stringValue() : detail.toString();
        return (message != null) ? message + " (" + text + ")" : text;
    }

    OpperApiException toException(int status) {
        String said = (this.message != null) ? this.message : "no reason was given";
        return new OpperApiException(status, this.code, "Opper's API answered " + status + ": " + said, null);
    }

}
