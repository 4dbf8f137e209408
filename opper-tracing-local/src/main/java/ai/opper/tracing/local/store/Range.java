// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A span of time in buckets of a round length.
 *
 * @param fromUs where the first bucket begins
 * @param bucketUs how long a bucket is
 * @param count how many buckets there are
 */
record Range(long fromUs, long bucketUs, int count) {

    private static final long SECOND = 1_000_000L;

    private static final long MINUTE = 60 * SECOND;

    private static final long HOUR = 60 * MINUTE;

    private static final long DAY = 24 * HOUR;

    private static final long[] ROUND = { 1000, 10_000, 100_000, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND,
            15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR,
            2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 30 * DAY, 365 * DAY };

    static final long DEFAULT_LENGTH = HOUR;

    /** A range that covers the time, in about so many buckets and never more. */
    static Range covering(Instant from, Instant to, int buckets) {
        long start = Columns.micros(from);
        long end = Math.max(start + 1, Columns.micros(to));
        long bucket = ROUND[ROUND.length - 1];
        for (long candidate : ROUND) {
            if ((Math.floorDiv(end - 1, candidate) - Math.floorDiv(start, candidate) + 1) <= buckets) {
                bucket = candidate;
                break;
            }
        }
        long first = Math.floorDiv(start, bucket);
        return new Range(first * bucket, bucket, (int) Math.min(buckets, Math.floorDiv(end - 1, bucket) - first + 1));
    }

    Instant from() {
        return Columns.instant(this.fromUs);
    }

    Instant to() {
        return Columns.instant(this.fromUs + this.bucketUs * this.count);
    }

    Instant time(int bucket) {
        return Columns.instant(this.fromUs + this.bucketUs * bucket);
    }

    int bucket(long us) {
        return (int) Math.max(0, Math.min(this.count - 1L, Math.floorDiv(us - this.fromUs, this.bucketUs)));
    }

    /** The equally long time before. */
    Range before() {
        return new Range(this.fromUs - this.bucketUs * this.count, this.bucketUs, this.count);
    }

    /** The given time, or the last hour that has something. */
    static Range of(@Nullable Instant from, @Nullable Instant to, @Nullable Long latestUs, int buckets) {
        Instant end = (to != null) ? to
                : Columns.instant((latestUs != null) ? latestUs + 1 : Columns.micros(Instant.now()));
        Instant start = (from != null) ? from : Columns.instant(Columns.micros(end) - DEFAULT_LENGTH);
        return covering(start, end, buckets);
    }

}
