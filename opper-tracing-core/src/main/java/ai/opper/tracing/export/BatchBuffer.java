// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent in batches, bounded in bytes. Bytes stay reserved until an item
 * is settled. Application threads put in, one shipping thread takes out.
 */
final class BatchBuffer {

    private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();

    private final AtomicLong waiting = new AtomicLong();

    private final AtomicLong bytes = new AtomicLong();

    private final long maxBytes;

    BatchBuffer(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Reserves room.
     * @return how many bytes are taken then, or a negative number when there is no room
     */
    long reserve(int size) {
        long taken = this.bytes.addAndGet(size);
        if (taken > this.maxBytes) {
            this.bytes.addAndGet(-size);
            return -1;
        }
        return taken;
    }

    /**
     * Adds an entry that has room.
     * @return how many wait now
     */
    long add(Entry entry) {
        this.queue.add(entry);
        return this.waiting.incrementAndGet();
    }

    /** Takes an entry back, unless it was taken out meanwhile. */
    boolean remove(Entry entry) {
        boolean removed = this.queue.remove(entry);
        if (removed) {
            this.waiting.decrementAndGet();
        }
        return removed;
    }

    @Nullable Entry poll() {
        Entry entry = this.queue.poll();
        if (entry != null) {
            this.waiting.decrementAndGet();
        }
        return entry;
    }

    /** Takes out a batch of the oldest, one entry at least when there is any. */
    List<Entry> take(int maxSize, long maxBatchBytes) {
        List<Entry> batch = new ArrayList<>();
        long size = 0;
        for (Entry next = this.queue.peek(); next != null && batch.size() < maxSize; next = this.queue.peek()) {
            size += next.bytes();
            if (size > maxBatchBytes && !batch.isEmpty()) {
                break;
            }
            Entry taken = poll();
            if (taken != null) {
                batch.add(taken);
            }
        }
        return batch;
    }

    /**
     * When the oldest that waits here came.
     * @param otherwise what to answer when there is none
     */
    long oldestNanos(long otherwise) {
        Entry oldest = this.queue.peek();
        return (oldest != null) ? oldest.sinceNanos() : otherwise;
    }

    void release(long size) {
        this.bytes.addAndGet(-size);
    }

    boolean isEmpty() {
        return this.queue.isEmpty();
    }

    /** How many wait, here and not with whoever took them out. */
    long waiting() {
        return this.waiting.get();
    }

    /** How many bytes wait, here and with whoever took them out. */
    long bytes() {
        return this.bytes.get();
    }

    long maxBytes() {
        return this.maxBytes;
    }

    /**
     * An item that waits.
     *
     * @param item the item
     * @param items how many spans and metrics it counts for
     * @param bytes the room that it takes
     * @param sinceNanos when it came
     */
    record Entry(BatchItem item, int items, int bytes, long sinceNanos) {
    }

}
