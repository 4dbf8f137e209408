// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.meter;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

/**
 * Lets meters that are asked one after the other tell of one moment. A meter that is
 * asked again begins a new reading, and so does one that is asked later than a second
 * after the last, so that whoever asks for a single meter learns of now.
 *
 * @param <R> what is read at once
 */
final class Readings<R> {

    static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final Supplier<R> source;

    private final LongSupplier nanoTime;

    private final Set<ToDoubleFunction<R>> asked = new HashSet<>();

    private @Nullable R latest;

    private long latestNanos;

    Readings(Supplier<R> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /**
     * Gives a meter its value.
     * @param meter picks the value; the same one at each call
     */
    synchronized double read(ToDoubleFunction<R> meter) {
        R reading = this.latest;
        long now = this.nanoTime.getAsLong();
        if (reading == null || this.asked.contains(meter) || now - this.latestNanos > MAX_AGE.toNanos()) {
            reading = this.source.get();
            this.latest = reading;
            this.latestNanos = now;
            this.asked.clear();
        }
        this.asked.add(meter);
        return meter.applyAsDouble(reading);
    }

}
