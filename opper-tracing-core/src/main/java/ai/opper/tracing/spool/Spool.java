// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what has not reached the destination, so that it survives the process. Every
 * method may be called by any thread, none throws, and only {@link #sync} and
 * {@link #close} wait for a disk, and never longer than they say.
 *
 * <p>
 * What was stored is <em>held</em> by whoever got the receipt, and not given out again
 * until that one {@linkplain #release releases} it or the process ends.
 */
public interface Spool extends AutoCloseable {

    /**
     * Writes an entry within milliseconds. A finished span that was opened replaces the
     * note about that, also one that nobody holds.
     * @param entry what to keep
     * @param replaces an entry that is no longer needed as soon as this one is there; the
     * two change places at once, whatever happens meanwhile
     * @return what to acknowledge it by
     */
    SpoolReceipt store(SpoolEntry entry, @Nullable SpoolReceipt replaces);

    /**
     * Writes an entry within milliseconds.
     * @param entry what to keep
     * @return what to acknowledge it by
     */
    default SpoolReceipt store(SpoolEntry entry) {
        return store(entry, null);
    }

    /**
     * Says that a part of an entry has met its fate. When all parts have, the entry is
     * removed. Saying it twice is the same as saying it once.
     * @param receipt the receipt of the entry
     * @param part 0 for a span or whatever has one part, and 1 + n for the span's metric
     * number n
     */
    void acknowledge(SpoolReceipt receipt, int part);

    /**
     * Says that the holder of an entry has forgotten it, so that {@link #oldest} gives it
     * out again. Only for an entry that {@linkplain SpoolReceipt#isStored is stored}.
     * @param receipt the receipt of the entry
     */
    void release(SpoolReceipt receipt);

    /**
     * Gives out entries that nobody holds, in the order in which they were written; those
     * of processes that have died come first. What is known of the span above an entry,
     * or of the span of a metric, comes before the entry, whenever it was written. From
     * now on the caller holds them.
     * @param max how many at most, give or take those that others need
     * @return a stage that completes on a thread of the spool, which must not be kept;
     * with an empty list when there is none
     */
    CompletionStage<List<Spooled>> oldest(int max);

    /**
     * Names whom to tell that there may be something that nobody holds.
     * @param signal called by a thread of the spool, which must not be kept
     */
    void whenWaiting(Runnable signal);

    /**
     * Says that whoever held anything has forgotten it, because nothing will be shipped
     * any more. Waits a second at most.
     * @return how many spans and metrics that were held are in files, and so are not lost
     */
    int releaseAll();

    /**
     * Waits until everything that was stored and acknowledged before is on the disk.
     * @param timeout how long to wait at most
     * @return whether it is
     */
    boolean sync(Duration timeout);

    /**
     * Tells how the spool is doing, from memory.
     * @return a snapshot
     */
    SpoolStatus status();

    /**
     * Writes what is left and gives files, locks and the thread back. What has not been
     * acknowledged stays for the next process. Waits a second at most.
     */
    @Override
    void close();

}
