// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.util.List;
import java.util.Map;

/**
 * A request that is answered with an error. The message is for the caller's developer.
 */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private final String type;

    private final transient Object detail;

    ApiException(int status, String type, String message, Object detail) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.detail = detail;
    }

    /**
     * A body that is not what its media type says.
     * @param message what was wrong with it
     * @return status 400
     */
    public static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequestError", message, message);
    }

    /**
     * A request without the token, or with a wrong one.
     * @return status 401
     */
    public static ApiException unauthorized() {
        String message = "This Local Opper needs its token: send 'Authorization: Bearer <opper.local.token>'.";
        return new ApiException(401, "UnauthorizedError", message, message);
    }

    /**
     * A well-formed body or parameter that breaks a rule.
     * @param violations each field and its rule
     * @return status 422
     */
    public static ApiException invalid(List<Violation> violations) {
        String message = "The request is not valid: "
                + String.join(" ", violations.stream().map(Violation::sentence).toList());
        return new ApiException(422, "RequestValidationError", message, violations);
    }

    static ApiException forbidden(String message) {
        return new ApiException(403, "ForbiddenError", message, message);
    }

    static ApiException notFound(String message) {
        return new ApiException(404, "NotFoundError", message, message);
    }

    static ApiException methodNotAllowed(String message) {
        return new ApiException(405, "MethodNotAllowedError", message, message);
    }

    static ApiException conflict(String message) {
        return new ApiException(409, "ConflictError", message, message);
    }

    /**
     * A body of a kind that is not read.
     * @param message which are
     * @return status 415
     */
    public static ApiException unsupported(String message) {
        return new ApiException(415, "UnsupportedMediaTypeError", message, message);
    }

    /**
     * Something that this server does not do.
     * @param message what it is instead
     * @return status 501
     */
    public static ApiException notImplemented(String message) {
        return new ApiException(501, "NotImplementedError", message, message);
    }

    /**
     * A body that is too large.
     * @param maxBytes how large it may be
     * @return status 413
     */
    public static ApiException tooLarge(int maxBytes) {
        String message = "The body is larger than %d bytes.".formatted(maxBytes);
        return new ApiException(413, "PayloadTooLargeError", message, message);
    }

    static ApiException misdirected(String message) {
        return new ApiException(421, "MisdirectedRequestError", message, message);
    }

    static ApiException internal() {
        String message = "Local Opper failed on this request; its log says with what.";
        return new ApiException(500, "InternalServerError", message, message);
    }

    static ApiException busy() {
        String message = "Local Opper has too many requests waiting or is stopping; try again.";
        return new ApiException(503, "ServiceUnavailableError", message, message);
    }

    int status() {
        return this.status;
    }

    ErrorBody body() {
        return new ErrorBody(this.type, String.valueOf(getMessage()), this.detail);
    }

    /** How version 3 of Opper's API words it. */
    Map<String, Object> thirdBody() {
        return Map.of("error",
                Map.of("code", this.type, "message", String.valueOf(getMessage()), "details", this.detail));
    }

    /**
     * A field and the rule it breaks.
     *
     * @param field the field's name in the request
     * @param message the rule
     */
    public record Violation(String field, String message) {

        String sentence() {
            return "'" + this.field + "' " + this.message + ".";
        }

    }

    record ErrorBody(String type, String message, Object detail) {
    }

}
