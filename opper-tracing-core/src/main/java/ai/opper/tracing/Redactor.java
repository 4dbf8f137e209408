// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import org.jspecify.annotations.Nullable;

/**
 * Has a say in every text before it leaves the process: what is in inputs and outputs,
 * tags, metadata, events, findings, comments, messages of exceptions, names. A bean of
 * this type is found by the starter and works beside the hidden names, which it never
 * gets to see, and the patterns, which are applied to what it returns.
 *
 * <p>
 * Called on the application's threads whenever something is recorded, several times for
 * one payload: it must be thread-safe, quick, and must not block. Whatever it throws is
 * counted, explained once, and hides the text. Nothing that is recorded while it works is
 * shown to it again; such texts are hidden.
 */
@FunctionalInterface
public interface Redactor {

    /**
     * Looks at one text.
     * @param name the name of the property, entry, argument, tag, metric or other thing
     * whose value the text is, as {@code input}, {@code output} and {@code error} for a
     * span's own; for an element of a list the name of the list; empty for a text that is
     * itself a name
     * @param text the text, or its beginning when it is longer than what is sent; a
     * number in digits
     * @return the text to send, the same or another; {@code null} to leave it out, so
     * that a tag, a comment or a message is missing and {@code null} stands in a payload.
     * A name cannot be left out and is hidden
     */
    @Nullable String redact(String name, String text);

}
