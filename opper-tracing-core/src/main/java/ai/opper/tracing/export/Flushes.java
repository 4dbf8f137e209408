// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Those who wait until what they have recorded is settled. Any thread may ask; the
 * shipping thread begins and ends the flushes.
 */
final class Flushes {

    /** Longer than anybody waits, and short enough for nanoseconds. */
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Queue<CompletableFuture<Void>> requests = new ConcurrentLinkedQueue<>();

    private final List<Flush> begun = new ArrayList<>();

    private volatile boolean closed;

    CompletableFuture<Void> request() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        this.requests.add(done);
        if (this.closed) {
            done.complete(null);
        }
        return done;
    }

    static void await(CompletableFuture<Void> done, Duration timeout) {
        try {
            done.get(nanos(timeout), TimeUnit.NANOSECONDS);
        }
        catch (TimeoutException | ExecutionException ex) {
            // What is still pending is in the result of the flush.
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        finally {
            done.complete(null);
        }
    }

    /** However long it is. */
    static long nanos(Duration timeout) {
        return ((timeout.compareTo(FOREVER) < 0) ? timeout : FOREVER).toNanos();
    }

    boolean areRequested() {
        return !this.requests.isEmpty();
    }

    /** Takes the requests, so that whatever was recorded before them can be taken in. */
    List<CompletableFuture<Void>> take() {
        List<CompletableFuture<Void>> taken = new ArrayList<>();
        for (CompletableFuture<Void> each = this.requests.poll(); each != null; each = this.requests.poll()) {
            taken.add(each);
        }
        return taken;
    }

    void begin(List<CompletableFuture<Void>> taken, int epoch) {
        taken.forEach((done) -> this.begun.add(new Flush(epoch, done)));
    }

    void finish(ShippingPlan plan) {
        this.begun.removeIf(
                (flush) -> flush.done().isDone() || (plan.isSettled(flush.epoch()) && flush.done().complete(null)));
    }

    /** Lets everybody go, now and later. */
    void close() {
        this.closed = true;
        this.begun.forEach((flush) -> flush.done().complete(null));
        this.begun.clear();
        take().forEach((done) -> done.complete(null));
    }

    /**
     * Somebody who waits.
     *
     * @param epoch what has to be settled
     * @param done is completed when it is, or when nobody waits any more
     */
    private record Flush(int epoch, CompletableFuture<Void> done) {
    }

}
