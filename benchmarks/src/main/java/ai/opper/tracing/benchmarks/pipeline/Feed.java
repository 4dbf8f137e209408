// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.time.Duration;

/** Keeps the pipeline's buffer filled, so that the pipeline is what limits. */
final class Feed {

    /** Enough that the shipping thread never waits, and not so much that the heap is. */
    private static final int ENOUGH_BYTES = 2 << 20;

    private static final int BATCH = 50;

    private final Pipeline pipeline;

    Feed(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Feeds for a while, and waits until everything is stored.
     * @param duration how long
     * @return how many were stored
     */
    long run(Duration duration) {
        long before = this.pipeline.ledger().stored();
        long deadline = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (this.pipeline.buffer().bytes() > ENOUGH_BYTES) {
                Pauses.millis(2);
            }
            else {
                for (int i = 0; i < BATCH; i++) {
                    this.pipeline.send(Stamps.now());
                }
            }
        }
        if (!this.pipeline.awaitSettled(Duration.ofSeconds(30))) {
            throw new IllegalStateException(this.pipeline.ledger().pending() + " spans were not stored in time.");
        }
        return this.pipeline.ledger().stored() - before;
    }

}
