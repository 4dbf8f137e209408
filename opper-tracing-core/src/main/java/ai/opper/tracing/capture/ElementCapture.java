// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Payload;

/**
 * Collects the elements of a stream as they pass, up to the size of one payload. Each is
 * rendered at once, so that it may change or close afterwards. Thread-safe.
 */
public final class ElementCapture {

    private static final int NOTE_BYTES = 100;

    private final PayloadCapture capture;

    private final int maxBytes;

    private final StringBuilder text = new StringBuilder();

    private final ByteArrayOutputStream list = new ByteArrayOutputStream();

    private boolean onlyText = true;

    private long count;

    private long omitted;

    ElementCapture(PayloadCapture capture, int maxBytes) {
        this.capture = capture;
        this.maxBytes = maxBytes - NOTE_BYTES;
    }

    /**
     * Notes an element.
     * @param element the element
     */
    public synchronized void add(Object element) {
        this.count++;
        this.onlyText = this.onlyText && element instanceof CharSequence;
        if (isFull()) {
            this.omitted++;
        }
        else {
            keep(element);
        }
    }

    private boolean isFull() {
        return this.omitted > 0 || this.list.size() >= this.maxBytes;
    }

    private void keep(Object element) {
        Payload rendered = this.capture.value(element);
        if (this.list.size() + rendered.size() > this.maxBytes && this.list.size() > 0) {
            this.omitted++;
            return;
        }
        this.list.write((this.list.size() == 0) ? '[' : ',');
        this.list.writeBytes(rendered.bytes());
        if (this.onlyText) {
            this.text.append((CharSequence) element);
        }
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
        String note = (this.omitted > 0) ? "…[truncated, " + this.omitted + " elements left out]" : "";
        return this.onlyText ? this.capture.value(this.text + note) : list(note);
    }

    private Payload list(String note) {
        ByteArrayOutputStream closed = new ByteArrayOutputStream();
        closed.writeBytes(this.list.toByteArray());
        if (!note.isEmpty()) {
            closed.writeBytes((",\"" + note + '"').getBytes(StandardCharsets.UTF_8));
        }
        closed.write(']');
        byte[] json = closed.toByteArray();
        return (this.omitted > 0) ? Payload.truncated(json, this.omitted) : Payload.of(json);
    }

}
