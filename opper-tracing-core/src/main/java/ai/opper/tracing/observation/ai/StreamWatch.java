// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.ai;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Sees the parts of one streamed answer as they pass: when the first came, how many there
 * were, and what was said so far, in case the rest never comes.
 */
public final class StreamWatch {

    /** More than a payload holds is not worth keeping. */
    private static final int MAX_CHARACTERS = 64 * 1024;

    private final long startNanoTime = System.nanoTime();

    private final StringBuilder text = new StringBuilder();

    private final boolean keepsText;

    private long parts;

    private long firstNanoTime;

    private boolean started;

    /**
     * Makes a watch, which runs from now on.
     * @param keepsText whether what is said may be recorded
     */
    public StreamWatch(boolean keepsText) {
        this.keepsText = keepsText;
    }

    /** Notes a part that says nothing. */
    public synchronized void sawNothing() {
        this.parts++;
    }

    /**
     * Notes a part.
     * @param words what it adds to the text
     * @param callsTool whether it belongs to the call of a tool
     */
    public synchronized void saw(@Nullable String words, boolean callsTool) {
        this.parts++;
        String text = (words != null) ? words : "";
        if (!this.started && (!text.isEmpty() || callsTool)) {
            this.started = true;
            this.firstNanoTime = System.nanoTime();
        }
        if (this.keepsText) {
            this.text.append(text, 0, Math.min(text.length(), MAX_CHARACTERS - this.text.length()));
        }
    }

    /**
     * How long the first word or tool call took.
     * @return milliseconds, or {@code null} when none came
     */
    public synchronized @Nullable Long millisToFirstToken() {
        return this.started ? TimeUnit.NANOSECONDS.toMillis(this.firstNanoTime - this.startNanoTime) : null;
    }

    /**
     * How many parts came.
     * @return a number
     */
    public synchronized long parts() {
        return this.parts;
    }

    /**
     * What was said so far.
     * @return the text, or {@code null} when there is none or it is not kept
     */
    public synchronized @Nullable String text() {
        return this.text.isEmpty() ? null : this.text.toString();
    }

}
