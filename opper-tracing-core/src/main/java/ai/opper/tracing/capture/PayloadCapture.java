// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.List;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Payload;

/**
 * Renders values at once, on the calling thread. Thread-safe, never throws, and never
 * walks more than its limits allow, whatever the size of the value.
 */
public interface PayloadCapture {

    /**
     * Renders one value.
     * @param value any value
     * @return JSON; a text becomes a JSON string
     */
    Payload value(@Nullable Object value);

    /**
     * Renders the arguments of a call as an object with a property for each.
     * @param parameters the names, and which of them are hidden
     * @param arguments the values, in the same order
     * @return a JSON object
     */
    Payload arguments(List<Parameter> parameters, @Nullable Object[] arguments);

    /**
     * Renders one value under a name that may itself say that the value is hidden.
     * @param name the name of a tag or of a piece of metadata
     * @param value any value
     * @return JSON, or the placeholder
     */
    Payload named(String name, @Nullable Object value);

    /**
     * Begins to collect the elements of a stream.
     * @return an empty collection
     */
    ElementCapture elements();

    /**
     * Masks and bounds a text that is a name itself, such as that of a span or a tag.
     * @param text the text
     * @return the text that may leave
     */
    String text(String text);

    /**
     * Masks and bounds a text that goes out as text, such as a comment or an exception's
     * message.
     * @param name what the text is, or the name of what it belongs to, which may itself
     * say that the text is hidden
     * @param text the text
     * @return the text that may leave; {@code null} when a redactor leaves it out
     */
    @Nullable String text(String name, String text);

    /**
     * Bounds what is redacted already and goes out as text.
     * @param redacted the text of a payload
     * @return the text, or its beginning
     */
    String shortened(String redacted);

    /**
     * The parameter of a method.
     *
     * @param name the parameter's name
     * @param hidden whether its value must not be shown
     */
    record Parameter(String name, boolean hidden) {
    }

}
