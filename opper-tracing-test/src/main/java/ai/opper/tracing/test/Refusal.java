// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

/**
 * A request that the API does not accept, and why. Each dialect words it in its shape.
 */
final class Refusal extends RuntimeException {

    private final int status;

    private final String type;

    private final String detail;

    private Refusal(int status, String type, String message, String detail) {
        super(message);
        this.status = status;
        this.type = type;
        this.detail = detail;
    }

    static Refusal malformed(String detail) {
        return new Refusal(400, "BadRequest", "The request body is not valid JSON.", detail);
    }

    static Refusal unauthorized(String detail) {
        return new Refusal(401, "Unauthorized", "The API key is missing or wrong.", detail);
    }

    static Refusal unknown(String what, Object id) {
        return new Refusal(404, "NotFound", "There is no " + what + " " + id + ".", what + " " + id + " not found");
    }

    static Refusal methodNotAllowed(ReceivedRequest request) {
        String method = request.method();
        return new Refusal(405, "MethodNotAllowed", method + " is not a method of " + request.path() + ".", method);
    }

    static Refusal duplicate(String what, Object id) {
        return new Refusal(409, "Conflict", "The " + what + " " + id + " exists already.",
                what + " " + id + " already exists");
    }

    static Refusal unprocessable(String field, String problem) {
        return new Refusal(422, "UnprocessableEntity", "The field '" + field + "' " + problem + ".",
                field + ": " + problem);
    }

    int status() {
        return this.status;
    }

    String type() {
        return this.type;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String detail() {
        return this.detail;
    }

}
