// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk;

/** A request that cannot be answered, with a sentence that says how to mend it. */
public final class InvalidRequestException extends RuntimeException {

    private final String field;

    /**
     * Describes what is wrong.
     * @param field the field of the request
     * @param message what is wrong with it and how to mend it
     */
    public InvalidRequestException(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return this.field;
    }

}
