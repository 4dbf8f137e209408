// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. What waits when it is free becomes one transaction, so the
 * more arrives at once, the less each change costs; and no change waits for a lock.
 */
final class Writer implements AutoCloseable {

    private static final int MOST_WAITING = 50_000;

    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final int GROUP_CHANGES = 2000;

    private static final long GROUP_BYTES = 16L * 1024 * 1024;

    private static final long IDLE_MILLIS = 1000;

    private static final long BEHIND_MILLIS = SummaryBacklog.LONGEST_MILLIS;

    private static final long STOP_MILLIS = 30_000;

    private final BlockingQueue<Pending<?>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

    private final AtomicLong waitingBytes = new AtomicLong();

    private final GroupCommit commit;

    private final Thread thread;

    private volatile boolean closed;

    Writer(GroupCommit commit) {
        this.commit = commit;
        this.thread = new Thread(this::write, "local-opper-writer");
        this.thread.setDaemon(true);
    }

    void start() {
        this.thread.start();
    }

    /**
     * Puts a change into the queue.
     * @param change the change
     * @return done once the change outlives the process, or failed with what its change
     * threw; with {@link RejectedExecutionException} when too much waits
     */
    <T> CompletableFuture<T> submit(Change<T> change) {
        Pending<T> pending = new Pending<>(change);
        long bytes = this.waitingBytes.addAndGet(change.weight());
        boolean taken = !this.closed && (bytes <= MOST_BYTES || bytes == change.weight())
                && this.waiting.offer(pending);
        if (!taken) {
            this.waitingBytes.addAndGet(-change.weight());
            pending.future()
                .completeExceptionally(new RejectedExecutionException(
                        "Too many changes are waiting to be written, or none is any more."));
        }
        return pending.future();
    }

    /**
     * Returns when all that was confirmed is summed up, or at once when the writer has no
     * time or has ended.
     */
    void settle() {
        if (this.commit.isBehind()) {
            submit((group) -> true).exceptionally((failure) -> false).join();
        }
    }

    private void write() {
        while (!this.closed || !this.waiting.isEmpty()) {
            try {
                Pending<?> first = this.waiting.poll(this.commit.isBehind() ? BEHIND_MILLIS : IDLE_MILLIS,
                        TimeUnit.MILLISECONDS);
                if (first != null) {
                    this.commit.commit(gathered(first));
                }
                else {
                    this.commit.idle();
                }
            }
            catch (InterruptedException ex) {
                this.closed = true;
            }
        }
        this.commit.idle();
    }

    private List<Pending<?>> gathered(Pending<?> first) {
        List<Pending<?>> group = new ArrayList<>();
        long bytes = 0;
        for (Pending<?> next = first; next != null; next = more(group, bytes)) {
            group.add(next);
            bytes += next.change().weight();
        }
        this.waitingBytes.addAndGet(-bytes);
        return group;
    }

    private @Nullable Pending<?> more(List<Pending<?>> group, long bytes) {
        return (group.size() < GROUP_CHANGES && bytes < GROUP_BYTES) ? this.waiting.poll() : null;
    }

    /** Writes what waits and ends the thread. */
    @Override
    public void close() {
        this.closed = true;
        try {
            this.thread.join(STOP_MILLIS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        List<Pending<?>> late = new ArrayList<>();
        this.waiting.drainTo(late);
        late.forEach((pending) -> pending.future()
            .completeExceptionally(new RejectedExecutionException("Local Opper has stopped.")));
    }

    /**
     * A change and whoever waits for it.
     *
     * @param <T> what it results in
     */
    static final class Pending<T> {

        private final Change<T> change;

        private final CompletableFuture<T> future = new CompletableFuture<>();

        Pending(Change<T> change) {
            this.change = change;
        }

        Change<T> change() {
            return this.change;
        }

        CompletableFuture<T> future() {
            return this.future;
        }

        Outcome<T> apply(Group group) {
            try {
                return Outcome.of(this.change.apply(group));
            }
            catch (RuntimeException ex) {
                return Outcome.failed(ex);
            }
        }

    }

}
