// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The latest spans and metrics that the destination refused for good. Bounded: the oldest
 * leave first. Any thread.
 */
public final class DeadLetters {

    static final int MAX_BYTES = 1024 * 1024;

    private final Deque<DeadLetter> letters = new ArrayDeque<>();

    private int bytes;

    private long forgotten;

    DeadLetters() {
    }

    synchronized void add(DeadLetter letter) {
        this.letters.add(letter);
        this.bytes += letter.estimatedBytes();
        while (this.bytes > MAX_BYTES) {
            this.bytes -= this.letters.remove().estimatedBytes();
            this.forgotten++;
        }
    }

    /**
     * What is kept.
     * @return the letters, oldest first
     */
    public synchronized List<DeadLetter> list() {
        return List.copyOf(this.letters);
    }

    /**
     * How many have left to make room.
     * @return letters
     */
    public synchronized long forgotten() {
        return this.forgotten;
    }

}
