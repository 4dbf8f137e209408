// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.span.Payload;

/**
 * Renders the small things around a payload: tags, errors, comments.
 *
 * @param capture what renders and redacts values
 */
record Rendering(PayloadCapture capture) {

    /** A key, a dimension or the name of an event: words that may hold anything too. */
    String name(@Nullable String name) {
        return (name != null) ? this.capture.text(name) : "null";
    }

    @Nullable String text(@Nullable String text) {
        return (text != null) ? this.capture.text(text) : null;
    }

    /** Numbers and booleans stay what they are, everything else becomes text. */
    Object tag(String key, Object value) {
        Payload rendered = this.capture.named(key, value);
        if (rendered.isText()) {
            return this.capture.text(rendered.text());
        }
        if (value instanceof Boolean || isImmutableNumber(value)) {
            return value;
        }
        return (value instanceof Number) ? number(rendered) : this.capture.text(rendered.text());
    }

    private static boolean isImmutableNumber(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Double || value instanceof Float
                || value instanceof Short || value instanceof Byte;
    }

    /** A counter goes on counting, so what it says now is kept. */
    private Object number(Payload rendered) {
        try {
            return new BigDecimal(rendered.json());
        }
        catch (NumberFormatException ex) {
            return this.capture.text(rendered.text());
        }
    }

    /** The message of an exception is made by the application, so it may fail. */
    String error(Throwable error) {
        String name = error.getClass().getName();
        String message = message(error);
        return (message != null && !message.isBlank()) ? name + ": " + this.capture.text(message) : name;
    }

    private static @Nullable String message(Throwable error) {
        try {
            return error.getMessage();
        }
        catch (RuntimeException | StackOverflowError | LinkageError ex) {
            return "<its message could not be read: " + ex.getClass().getName() + ">";
        }
    }

}
