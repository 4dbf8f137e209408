// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.span.Payload;

/**
 * Renders the small things around a payload: names, tags, errors, comments. Public for
 * the packages below, which describe spans that others make. For any thread.
 *
 * @param capture what renders and redacts values
 * @param privacy how much may be said
 */
public record Rendering(PayloadCapture capture, Privacy privacy) {

    private static final byte[] JSON_NULL = { 'n', 'u', 'l', 'l' };

    /**
     * The same for what is written in the code or the configuration.
     * @return a rendering that may say everything
     */
    public Rendering literally() {
        return new Rendering(this.capture, Privacy.STANDARD);
    }

    /**
     * Whether content is kept here.
     * @return true for {@link Privacy#STRICT}
     */
    public boolean isStrict() {
        return this.privacy == Privacy.STRICT;
    }

    /**
     * A key, a dimension or the name of an event: words that may hold anything too.
     * @param name the word
     * @return what may be said of it
     */
    public String name(@Nullable String name) {
        return (name != null) ? this.capture.text(name) : "null";
    }

    /**
     * A remark of the application's about something with a name.
     * @param name what it is about
     * @param comment the remark
     * @return {@code null} to leave it out
     */
    public @Nullable String comment(String name, @Nullable String comment) {
        return (comment != null && !isStrict()) ? this.capture.text(name, comment) : null;
    }

    /**
     * The id of a session or a person; it may be the address of one.
     * @param name whose it is
     * @param id the id
     * @return {@code null} to leave it out
     */
    public @Nullable String id(String name, @Nullable String id) {
        return (id != null && maySay(name, id)) ? this.capture.text(name, id) : null;
    }

    /**
     * Whether a value is no content, or content may be said.
     * @param name its name
     * @param value the value
     * @return whether it may be rendered
     */
    public boolean maySay(String name, @Nullable Object value) {
        return !isStrict() || value == null || PlainValues.isPlain(name, value);
    }

    /**
     * Numbers and booleans stay what they are, everything else becomes text.
     * @param key the tag
     * @param value its value
     * @return {@code null} to leave the tag out
     */
    public @Nullable Object tag(String key, Object value) {
        if (!maySay(key, value)) {
            return null;
        }
        if (value instanceof String text) {
            return this.capture.text(key, text);
        }
        Payload rendered = this.capture.named(key, value);
        if (isNull(rendered)) {
            return null;
        }
        boolean shownAsItIs = !rendered.isText() && (value instanceof Boolean || isImmutableNumber(value));
        if (shownAsItIs) {
            return value;
        }
        return (value instanceof Number && !rendered.isText()) ? number(rendered)
                : this.capture.shortened(rendered.text());
    }

    private static boolean isNull(Payload rendered) {
        return rendered.size() == JSON_NULL.length && rendered.bytes()[0] == JSON_NULL[0];
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
            return this.capture.shortened(rendered.text());
        }
    }

    /**
     * Metadata, an attribute of an event, the value of a finding.
     * @param key its name
     * @param value the value
     * @return {@code null} to leave it out
     */
    public @Nullable Payload value(String key, @Nullable Object value) {
        if (isStrict() && value instanceof Throwable error) {
            return this.capture.value(error.getClass().getName());
        }
        return maySay(key, value) ? this.capture.named(key, value) : null;
    }

    /**
     * The same where there has to be something.
     * @param key its name
     * @param value the value
     * @return the value, or the word for what is hidden
     */
    public Payload valueOrPlaceholder(String key, Object value) {
        Payload rendered = value(key, value);
        return (rendered != null) ? rendered : this.capture.value(Redaction.PLACEHOLDER);
    }

    /** The message of an exception is made by the application, so it may fail. */
    String error(Throwable error) {
        String name = error.getClass().getName();
        String message = isStrict() ? null : message(error);
        String shown = (message != null && !message.isBlank()) ? this.capture.text("error", message) : null;
        return (shown != null) ? name + ": " + shown : name;
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
