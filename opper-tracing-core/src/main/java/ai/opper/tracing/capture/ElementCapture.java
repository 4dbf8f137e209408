// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Payload;

/**
 * Collects the elements of a stream as they pass, up to the size of one payload. Each is
 * read at once, so that it may change or close afterwards. Thread-safe, never throws.
 */
public final class ElementCapture {

    private static final int NOTE_BYTES = 100;

    private final JsonPayloadCapture capture;

    private final int maxBytes;

    private final StringBuilder text = new StringBuilder();

    /** Where each text ends, in case something follows that is no text. */
    private int[] textEnds = new int[16];

    private int texts;

    private long omittedCharacters;

    private @Nullable ByteArrayOutputStream list;

    private long count;

    private long omittedElements;

    ElementCapture(JsonPayloadCapture capture, int maxBytes) {
        this.capture = capture;
        this.maxBytes = maxBytes - NOTE_BYTES;
    }

    /**
     * Notes an element.
     * @param element the element
     */
    public synchronized void add(Object element) {
        this.count++;
        if (this.list == null && element instanceof CharSequence characters && keepText(characters)) {
            return;
        }
        keepElement(element);
    }

    private boolean keepText(CharSequence characters) {
        try {
            append(characters);
            return true;
        }
        catch (RuntimeException | StackOverflowError ex) {
            // It is no text then, and capturing it will tell what is wrong with it.
            return false;
        }
    }

    /** More than fits is kept, for redaction to find what straddles the end. */
    private void append(CharSequence characters) {
        int length = characters.length();
        int room = this.maxBytes + NOTE_BYTES + Redaction.OVERLAP - this.text.length();
        int kept = (this.omittedCharacters > 0) ? 0 : Math.min(length, room);
        String beginning = (kept > 0) ? characters.subSequence(0, kept).toString() : "";
        this.text.append(beginning);
        this.omittedCharacters += length - kept;
        if (kept > 0 || room > 0) {
            noteEnd();
        }
    }

    private void noteEnd() {
        if (this.texts == this.textEnds.length) {
            this.textEnds = Arrays.copyOf(this.textEnds, this.texts * 2);
        }
        this.textEnds[this.texts++] = this.text.length();
    }

    private void keepElement(Object element) {
        ByteArrayOutputStream list = this.list;
        if (list == null) {
            list = listOfTexts();
        }
        append(element, list);
    }

    private ByteArrayOutputStream listOfTexts() {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        this.list = list;
        int start = 0;
        for (int index = 0; index < this.texts; index++) {
            append(this.text.substring(start, this.textEnds[index]), list);
            start = this.textEnds[index];
        }
        this.omittedElements += this.count - 1 - this.texts;
        return list;
    }

    private void append(Object element, ByteArrayOutputStream list) {
        int room = this.maxBytes - list.size() - 1;
        boolean full = this.omittedElements > 0 || room <= 0;
        Payload rendered = full ? null : this.capture.element(element, this.maxBytes - 1);
        if (rendered == null || rendered.size() > room) {
            this.omittedElements++;
            return;
        }
        list.write((list.size() == 0) ? '[' : ',');
        list.writeBytes(rendered.bytes());
    }

    /**
     * How many elements have passed.
     * @return the number, beyond what was rendered
     */
    public synchronized long count() {
        return this.count;
    }

    /**
     * The elements so far: texts joined to one text, anything else as a list.
     * @return the payload, {@code null} when no element has passed
     */
    public synchronized @Nullable Payload toPayload() {
        if (this.count == 0) {
            return null;
        }
        return (this.list != null) ? closed(this.list)
                : this.capture.beginning(this.text.toString(), this.omittedCharacters);
    }

    private Payload closed(ByteArrayOutputStream list) {
        ByteArrayOutputStream closed = new ByteArrayOutputStream(list.size() + NOTE_BYTES);
        closed.writeBytes((list.size() == 0) ? new byte[] { '[' } : list.toByteArray());
        if (this.omittedElements > 0) {
            String separator = (list.size() == 0) ? "" : ",";
            String note = "\"…[truncated, " + this.omittedElements + " elements left out]\"";
            closed.writeBytes((separator + note).getBytes(StandardCharsets.UTF_8));
        }
        closed.write(']');
        byte[] json = closed.toByteArray();
        return (this.omittedElements > 0) ? Payload.truncated(json, this.omittedElements) : Payload.of(json);
    }

}
