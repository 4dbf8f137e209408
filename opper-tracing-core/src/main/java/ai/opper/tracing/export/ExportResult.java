// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What became of an {@link ExportRequest}. */
public sealed interface ExportResult {

    /**
     * It is stored.
     *
     * @param before whether an earlier attempt had got through already
     * @param destinationId the id under which the destination has stored a span, where it
     * makes the ids; {@code null} for anything else
     */
    record Stored(boolean before, @Nullable String destinationId) implements ExportResult {
    }

    /**
     * It may succeed later.
     *
     * @param reason what went wrong, as a clause without payload or key
     * @param after how long the destination wants to be left alone, if it said so
     * @param maxAttempts how often to try in all; then it counts as rejected
     * @param trouble what this tells about the destination
     * @param status the status that the destination answered with; 0 without one
     */
    record Retry(String reason, @Nullable Duration after, int maxAttempts, Trouble trouble,
            int status) implements ExportResult {

        /**
         * A failure that may be tried again without limit.
         * @param reason what went wrong, as a clause without payload or key
         * @param after how long to wait at least, if known
         * @return the result
         */
        public static Retry later(String reason, @Nullable Duration after) {
            return new Retry(reason, after, Integer.MAX_VALUE, Trouble.FAILING, 0);
        }

        /**
         * A failure of this request alone, which may pass soon or never.
         * @param reason what went wrong, as a clause without payload or key
         * @param after how long to wait, if known
         * @param maxAttempts how often to try in all; then it counts as rejected
         * @param status the status that the destination answered with
         * @return the result
         */
        public static Retry limited(String reason, @Nullable Duration after, int maxAttempts, int status) {
            return new Retry(reason, after, maxAttempts, Trouble.THIS_REQUEST, status);
        }

        /** Whether the destination itself says when to come back. */
        boolean asksToWait() {
            return this.trouble == Trouble.OVERLOADED && this.after != null && this.after.compareTo(Duration.ZERO) > 0;
        }

        boolean isLimited() {
            return this.maxAttempts != Integer.MAX_VALUE;
        }

    }

    /**
     * It will never be stored as it is.
     *
     * @param reason why, as a clause without payload or key
     * @param status the status that the destination answered with; 0 without one
     * @param forPayload whether it may be stored without its payloads
     */
    record Rejected(String reason, int status, boolean forPayload) implements ExportResult {

        public Rejected(String reason) {
            this(reason, 0, false);
        }

    }

    /** What a failed request tells about the destination. */
    enum Trouble {

        /** Nothing: others may succeed. */
        THIS_REQUEST,

        /** It fails, or is not reached. */
        FAILING,

        /** It has too much to do. */
        OVERLOADED,

        /** It wants another key. */
        UNAUTHORIZED

    }

    /**
     * It is stored.
     * @return the result
     */
    static ExportResult stored() {
        return new Stored(false, null);
    }

    /**
     * A new span is stored by a destination that makes the ids.
     * @param destinationId the id that it made
     * @return the result
     */
    static ExportResult storedAs(String destinationId) {
        return new Stored(false, destinationId);
    }

    /**
     * It is stored, and had been before.
     * @return the result
     */
    static ExportResult storedBefore() {
        return new Stored(true, null);
    }

}
