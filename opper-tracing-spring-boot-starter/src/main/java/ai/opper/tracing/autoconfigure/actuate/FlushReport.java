// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import ai.opper.tracing.FlushResult;

/**
 * What a flush has achieved, as the endpoint shows it.
 *
 * @param stored how many spans and metrics the destination has confirmed meanwhile
 * @param pending how many are finished and still waiting
 * @param dropped how many were given up meanwhile
 * @param complete whether nothing is waiting any more
 */
record FlushReport(long stored, long pending, long dropped, boolean complete) implements OperationResponseBody {

    static FlushReport of(FlushResult result) {
        return new FlushReport(result.stored(), result.pending(), result.dropped(), result.isComplete());
    }

}
