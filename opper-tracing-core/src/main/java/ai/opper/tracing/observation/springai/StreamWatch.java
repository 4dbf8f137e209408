// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * Sees the parts of one streamed answer as they pass: when the first came, how many there
 * were, and what was said so far, in case the rest never comes.
 */
final class StreamWatch {

    /** More than a payload holds is not worth keeping. */
    private static final int MAX_CHARACTERS = 64 * 1024;

    private final long startNanoTime = System.nanoTime();

    private final StringBuilder text = new StringBuilder();

    private final boolean keepsText;

    private long parts;

    private long firstNanoTime;

    private boolean started;

    StreamWatch(boolean keepsText) {
        this.keepsText = keepsText;
    }

    synchronized void saw(@Nullable ChatResponse response) {
        this.parts++;
        Generation part = (response != null) ? response.getResult() : null;
        if (part == null) {
            return;
        }
        AssistantMessage message = part.getOutput();
        String words = (message.getText() != null) ? message.getText() : "";
        if (!this.started && (!words.isEmpty() || message.hasToolCalls())) {
            this.started = true;
            this.firstNanoTime = System.nanoTime();
        }
        if (this.keepsText) {
            this.text.append(words, 0, Math.min(words.length(), MAX_CHARACTERS - this.text.length()));
        }
    }

    /** Milliseconds until the first word or tool call, or {@code null} when none came. */
    synchronized @Nullable Long millisToFirstToken() {
        return this.started ? TimeUnit.NANOSECONDS.toMillis(this.firstNanoTime - this.startNanoTime) : null;
    }

    synchronized long parts() {
        return this.parts;
    }

    /** What was said so far. */
    synchronized @Nullable String text() {
        return this.text.isEmpty() ? null : this.text.toString();
    }

}
