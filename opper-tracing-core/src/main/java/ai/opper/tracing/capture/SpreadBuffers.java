// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

/**
 * Keeps the buffers of generators from one rendering to the next, spread over places that
 * threads seldom share. Jackson's default is one queue at which all threads meet, and its
 * buffers for each thread are made anew for each virtual one.
 */
final class SpreadBuffers implements RecyclerPool<BufferRecycler> {

    private static final long serialVersionUID = 1L;

    /** Places are so far apart that no two are in one line of a processor's cache. */
    private static final int STRIDE = 32;

    private static final int PLACES_PER_PROCESSOR = 4;

    private final int places = Integer.highestOneBit(PLACES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());

    private final transient AtomicReferenceArray<@Nullable BufferRecycler> kept = new AtomicReferenceArray<>(
            this.places * STRIDE);

    @Override
    public BufferRecycler acquirePooled() {
        BufferRecycler found = this.kept.getAndSet(place(), null);
        return (found != null) ? found : new BufferRecycler();
    }

    @Override
    public void releasePooled(BufferRecycler released) {
        this.kept.lazySet(place(), released);
    }

    private int place() {
        return (int) (Thread.currentThread().getId() & (this.places - 1)) * STRIDE;
    }

}
