// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Keeps generators from one value to the next, since making one costs as much as writing
 * a small value. They are spread over places that threads seldom share; a queue would be
 * where all threads meet, and what belongs to a thread is made anew for each virtual one.
 */
final class GeneratorPool {

    /** Places are so far apart that no two are in one line of a processor's cache. */
    private static final int STRIDE = 32;

    private static final int PLACES_PER_PROCESSOR = 4;

    private final int places = Integer.highestOneBit(PLACES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());

    private final AtomicReferenceArray<@Nullable PooledGenerator> kept = new AtomicReferenceArray<>(
            this.places * STRIDE);

    private final Supplier<PooledGenerator> maker;

    GeneratorPool(Supplier<PooledGenerator> maker) {
        this.maker = maker;
    }

    /**
     * Gives a generator to one rendering.
     * @param maxBytes how much it may write
     * @return a generator that nobody else has
     */
    PooledGenerator acquire(int maxBytes) {
        PooledGenerator found = this.kept.getAndSet(place(), null);
        PooledGenerator generator = (found != null) ? found : this.maker.get();
        generator.output().reset(maxBytes);
        return generator;
    }

    /**
     * Takes a generator back, or closes it.
     * @param generator one that was acquired
     * @param reusable whether it wrote its value without incident
     */
    void release(PooledGenerator generator, boolean reusable) {
        if (!reusable || !generator.isClean()) {
            generator.close();
            return;
        }
        generator.forget();
        PooledGenerator displaced = this.kept.getAndSet(place(), generator);
        if (displaced != null) {
            displaced.close();
        }
    }

    private int place() {
        return (int) (Thread.currentThread().getId() & (this.places - 1)) * STRIDE;
    }

}
