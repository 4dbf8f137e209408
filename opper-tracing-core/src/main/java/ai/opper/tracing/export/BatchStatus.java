// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link BatchShipper} is doing.
 *
 * @param running whether spans are sent at all
 * @param failing whether the last attempt failed, so that spans wait for the next
 * @param bufferedBytes how many bytes of the buffer are taken
 * @param maxBufferBytes how many may be
 * @param lastSuccess when a batch was stored the last time, if ever
 * @param lastFailure when one failed the last time, if ever
 * @param lastFailureReason why, without payload or key
 * @param retries how many batches had to be sent again, by status; 0 for those without an
 * answer
 */
public record BatchStatus(boolean running, boolean failing, long bufferedBytes, long maxBufferBytes,
        @Nullable Instant lastSuccess, @Nullable Instant lastFailure, @Nullable String lastFailureReason,
        Map<Integer, Long> retries) {

    public BatchStatus {
        retries = Map.copyOf(retries);
    }

    static BatchStatus of(boolean running, boolean failing, BatchBuffer buffer, Journal journal) {
        Journal.Failure failure = journal.lastFailure();
        return new BatchStatus(running, failing, buffer.bytes(), buffer.maxBytes(), journal.lastSuccess(),
                (failure != null) ? failure.time() : null, (failure != null) ? failure.reason() : null,
                journal.retries());
    }

}
