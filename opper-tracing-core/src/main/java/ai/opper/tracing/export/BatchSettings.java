// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

/**
 * How finished spans are sent in batches.
 *
 * @param maxBufferBytes how many bytes of spans may wait in memory, at least 1
 * @param maxBatchSize how many spans and late metrics one batch has at most, at least 1
 * @param flushInterval how long a finished span waits at most for others
 * @param answerTimeout how long the answer to a batch may take, before the batch is sent
 * again
 * @param shutdownTimeout how long stopping may take
 */
public record BatchSettings(long maxBufferBytes, int maxBatchSize, Duration flushInterval, Duration answerTimeout,
        Duration shutdownTimeout) {

    /** What holds when nobody says otherwise. */
    public static final BatchSettings DEFAULT = new BatchSettings(16L * 1024 * 1024, 512, Duration.ofSeconds(1),
            Duration.ofSeconds(15), Duration.ofSeconds(5));

    public BatchSettings {
        if (maxBufferBytes < 1 || maxBatchSize < 1) {
            throw new IllegalArgumentException("There is no room for spans in " + maxBufferBytes
                    + " bytes and batches of " + maxBatchSize + "; both must be at least 1.");
        }
    }

}
