// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * What the destination has answered since the shipper was made, however often it was
 * stopped and started. Any thread.
 */
final class Journal {

    private final ConcurrentMap<Integer, LongAdder> retries = new ConcurrentHashMap<>();

    private final LongAdder storedBefore = new LongAdder();

    private volatile @Nullable Instant lastSuccess;

    private volatile @Nullable Failure lastFailure;

    void stored(ExportResult.Stored stored) {
        this.lastSuccess = Instant.now();
        if (stored.before()) {
            this.storedBefore.increment();
        }
    }

    void delayed(ExportResult.Retry retry) {
        this.retries.computeIfAbsent(retry.status(), (status) -> new LongAdder()).increment();
        failed(retry.reason());
    }

    void failed(String reason) {
        this.lastFailure = new Failure(Instant.now(), reason);
    }

    long storedBefore() {
        return this.storedBefore.sum();
    }

    Map<Integer, Long> retries() {
        Map<Integer, Long> counts = new TreeMap<>();
        this.retries.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    @Nullable Instant lastSuccess() {
        return this.lastSuccess;
    }

    @Nullable Failure lastFailure() {
        return this.lastFailure;
    }

    /**
     * Something that went wrong.
     *
     * @param time when
     * @param reason what, without payload or key
     */
    record Failure(Instant time, String reason) {
    }

}
