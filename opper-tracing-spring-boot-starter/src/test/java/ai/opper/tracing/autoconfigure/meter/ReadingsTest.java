// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.meter;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingsTest {

    private final AtomicInteger source = new AtomicInteger();

    private final AtomicLong nanos = new AtomicLong();

    private final Readings<Integer> readings = new Readings<>(this.source::incrementAndGet, this.nanos::get);

    private final Times first = new Times(1);

    private final Times second = new Times(100);

    private final Times third = new Times(-1);

    @Test
    void read_tellsMetersThatAreAskedInTurnOfOneMoment() {
        assertThat(this.readings.read(this.first)).isEqualTo(1);
        assertThat(this.readings.read(this.second)).isEqualTo(100);
        assertThat(this.readings.read(this.third)).isEqualTo(-1);
    }

    @Test
    void read_beginsAnewWhenAMeterIsAskedAgain() {
        this.readings.read(this.first);
        this.readings.read(this.second);
        assertThat(this.readings.read(this.second)).isEqualTo(200);
        assertThat(this.readings.read(this.first)).isEqualTo(2);
        assertThat(this.readings.read(this.first)).isEqualTo(3);
    }

    @Test
    void read_isNeverOlderThanASecond() {
        this.readings.read(this.first);
        this.nanos.set(Readings.MAX_AGE.toNanos());
        assertThat(this.readings.read(this.second)).isEqualTo(100);
        this.nanos.incrementAndGet();
        assertThat(this.readings.read(this.third)).isEqualTo(-2);
    }

    private record Times(int factor) implements ToDoubleFunction<Integer> {

        @Override
        public double applyAsDouble(Integer reading) {
            return this.factor * reading;
        }

    }

}
