// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.span.Payload;

/**
 * Renders the small things around a payload: tags, errors, comments.
 *
 * @param capture what renders and redacts values
 */
record Rendering(PayloadCapture capture) {

    /** Numbers and booleans stay what they are, everything else becomes text. */
    Object tag(String key, Object value) {
        Payload rendered = this.capture.named(key, value);
        boolean plain = (value instanceof Number || value instanceof Boolean) && !rendered.isText();
        return plain ? value : this.capture.text(rendered.text());
    }

    String error(Throwable error) {
        String message = error.getMessage();
        String name = error.getClass().getName();
        return (message != null && !message.isBlank()) ? name + ": " + this.capture.text(message) : name;
    }

}
