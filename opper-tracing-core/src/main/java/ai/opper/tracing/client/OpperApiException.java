// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import org.jspecify.annotations.Nullable;

/**
 * Says that Opper's API did not do what it was asked for, in the API's own words.
 */
public final class OpperApiException extends RuntimeException {

    private final int status;

    private final @Nullable String code;

    /**
     * Makes an exception.
     * @param status the status of the response, or zero when there was none
     * @param code the API's word for the error, or {@code null}
     * @param message what went wrong
     * @param cause what lies behind it, or {@code null}
     */
    public OpperApiException(int status, @Nullable String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
    }

    /**
     * The status of the response.
     * @return an HTTP status, or zero when there was no response
     */
    public int status() {
        return this.status;
    }

    /**
     * The API's word for the error, such as {@code not_found}.
     * @return a word, or {@code null} when the API gave none
     */
    public @Nullable String code() {
        return this.code;
    }

    /**
     * Whether the same call may succeed later.
     * @return {@code true} for a failed connection and for what the API asks to repeat
     */
    public boolean isTransient() {
        return switch (this.status) {
            case 0, 408, 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

}
