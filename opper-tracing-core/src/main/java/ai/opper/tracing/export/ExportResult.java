// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What became of an {@link ExportRequest}. */
public sealed interface ExportResult {

    /** It is stored, now or by an earlier attempt. */
    record Stored() implements ExportResult {
    }

    /**
     * It may succeed later.
     *
     * @param reason what went wrong, as a clause without payload or key
     * @param after how long the destination wants to be left alone, if it said so
     * @param maxAttempts how often to try in all; then it counts as rejected
     * @param unauthorized whether the destination wants another key
     */
    record Retry(String reason, @Nullable Duration after, int maxAttempts,
            boolean unauthorized) implements ExportResult {

        /**
         * A failure that may be tried again without limit.
         * @param reason what went wrong, as a clause without payload or key
         * @param after how long to wait at least, if known
         * @return the result
         */
        public static Retry later(String reason, @Nullable Duration after) {
            return new Retry(reason, after, Integer.MAX_VALUE, false);
        }

    }

    /**
     * It will never be stored.
     *
     * @param reason why, as a clause without payload or key
     */
    record Rejected(String reason) implements ExportResult {
    }

    /**
     * It is stored.
     * @return the result
     */
    static ExportResult stored() {
        return new Stored();
    }

}
