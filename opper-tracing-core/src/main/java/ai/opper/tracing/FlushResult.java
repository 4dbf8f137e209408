// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

/**
 * What became of the spans and metrics when {@link OpperTracer#flush} returned.
 *
 * @param stored how many the destination has confirmed during this flush
 * @param pending how many are finished and still waiting
 * @param dropped how many were given up during this flush
 */
public record FlushResult(long stored, long pending, long dropped) {

    /**
     * Whether nothing is waiting any more.
     * @return {@code true} when everything finished before the flush has left
     */
    public boolean isComplete() {
        return this.pending == 0;
    }

}
