// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PaceTest {

    private long now = -12_345;

    private final Pace pace = new Pace(this.now);

    private void pass(Duration duration) {
        this.now += duration.toNanos();
    }

    private void stored(int times) {
        for (int i = 0; i < times; i++) {
            this.pace.stored(this.now);
        }
    }

    private void complaint() {
        this.pace.tooOften(this.now);
        pass(Duration.ofSeconds(2));
        this.pace.goOn(this.now);
    }

    /** How many requests are made, by somebody who looks every millisecond. */
    private int sentWithin(Duration duration) {
        int sent = 0;
        for (long millis = 0; millis < duration.toMillis(); millis++) {
            while (this.pace.untilNext(this.now) == 0) {
                this.pace.sent(this.now);
                sent++;
            }
            pass(Duration.ofMillis(1));
        }
        return sent;
    }

    @Test
    void pace_isFreeUntilThereIsAComplaint() {
        stored(1_000_000);
        this.pace.sent(this.now);
        assertThat(this.pace.untilNext(this.now)).isZero();
        this.pace.goOn(this.now);
        assertThat(this.pace.untilNext(this.now)).isZero();
    }

    @Test
    void complaint_limitsToWhatWasStoredInTheSecondBefore() {
        stored(1_000);
        pass(Duration.ofMillis(1_100));
        stored(30);
        pass(Duration.ofMillis(500));
        stored(15);
        this.pace.tooOften(this.now);
        pass(Duration.ofSeconds(1));
        stored(5);
        this.pace.goOn(this.now);
        assertThat(this.pace.perSecond()).isCloseTo(49, within(0.01));
        assertThat(sentWithin(Duration.ofSeconds(10))).isBetween(485, 492);
    }

    @Test
    void complaints_thatGoOnSlowDownFurther() {
        stored(100);
        complaint();
        stored(90);
        complaint();
        assertThat(this.pace.perSecond()).isCloseTo(88.2, within(0.01));
    }

    @Test
    void complaint_farBelowThePaceSlowsDownForAMomentOnly() {
        stored(100);
        complaint();
        stored(30);
        complaint();
        assertThat(this.pace.perSecond()).isCloseTo(68.6, within(0.01));
        pass(Duration.ofSeconds(12));
        this.pace.untilNext(this.now);
        assertThat(this.pace.perSecond()).isInfinite();
    }

    @Test
    void complaint_aboutNothingSlowsDownForAMomentOnly() {
        stored(100);
        complaint();
        complaint();
        assertThat(this.pace.perSecond()).isCloseTo(68.6, within(0.01));
        for (int i = 0; i < 20; i++) {
            complaint();
        }
        assertThat(this.pace.perSecond()).isEqualTo(10);
        pass(Duration.ofSeconds(12));
        this.pace.untilNext(this.now);
        assertThat(this.pace.perSecond()).isInfinite();
    }

    @Test
    void complaint_whileLittleWasSentSaysNothing() {
        stored(5);
        this.pace.idle(++this.now);
        this.pace.tooOften(this.now);
        pass(Duration.ofSeconds(2));
        this.pace.goOn(this.now);
        assertThat(this.pace.perSecond()).isInfinite();
    }

    @Test
    void pace_quickensUntilItIsFree() {
        stored(100);
        complaint();
        pass(Duration.ofSeconds(59));
        this.pace.untilNext(this.now);
        assertThat(this.pace.perSecond()).isEqualTo(98);
        pass(Duration.ofSeconds(6));
        this.pace.untilNext(this.now);
        assertThat(this.pace.perSecond()).isGreaterThan(105).isLessThan(132);
        pass(Duration.ofMinutes(10));
        assertThat(this.pace.untilNext(this.now)).isZero();
        assertThat(this.pace.perSecond()).isInfinite();
    }

    /** Measuring the last second must not depend on when in a second it is. */
    @Test
    void complaint_atAnyMomentLimitsToTheSame() {
        for (int offset = 0; offset < 1_000; offset += 7) {
            Pace other = new Pace(this.now);
            pass(Duration.ofMillis(offset));
            for (int i = 0; i < 200; i++) {
                pass(Duration.ofMillis(20));
                other.stored(this.now);
            }
            other.tooOften(this.now);
            other.goOn(this.now);
            assertThat(other.perSecond()).isBetween(48., 49.);
        }
    }

    @Test
    void catchingUp_neverAsksForMoreInASecondThanWasTaken() {
        stored(50);
        complaint();
        for (int pause = 1; pause < 500; pause += 13) {
            pass(Duration.ofMillis(pause));
            assertThat(sentWithin(Duration.ofSeconds(1))).isLessThanOrEqualTo(50);
        }
    }

}
