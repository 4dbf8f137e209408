// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrencyLimitTest {

    private final ConcurrencyLimit limit = new ConcurrencyLimit(64);

    private long now = -7;

    private void answered(int times, Duration took) {
        for (int i = 0; i < times; i++) {
            long sent = this.now;
            this.now += took.toNanos();
            this.limit.answered(sent, this.now, true);
        }
    }

    private void overloaded() {
        this.now++;
        this.limit.overloaded(this.now, this.now);
    }

    @Test
    void limit_startsAtEightOrBelow() {
        assertThat(this.limit.limit()).isEqualTo(8);
        assertThat(new ConcurrencyLimit(3).limit()).isEqualTo(3);
    }

    @Test
    void success_addsOnePerRoundUpToTheMaximum() {
        answered(8, Duration.ofMillis(5));
        assertThat(this.limit.limit()).isEqualTo(9);
        answered(8, Duration.ofMillis(5));
        assertThat(this.limit.limit()).isEqualTo(9);
        answered(1, Duration.ofMillis(5));
        assertThat(this.limit.limit()).isEqualTo(10);
        answered(10_000, Duration.ofMillis(5));
        assertThat(this.limit.limit()).isEqualTo(64);
    }

    @Test
    void success_addsNothingWhenTheLimitIsNotNeeded() {
        for (int i = 0; i < 100; i++) {
            this.limit.answered(this.now, ++this.now, false);
        }
        assertThat(this.limit.limit()).isEqualTo(8);
    }

    @Test
    void overload_halvesDownToOne() {
        for (int expected : new int[] { 4, 2, 1, 1 }) {
            overloaded();
            assertThat(this.limit.limit()).isEqualTo(expected);
        }
    }

    @Test
    void overload_ofRequestsThatWereUnderWayTogetherCountsOnce() {
        long sent = this.now;
        this.now += 1_000;
        for (int i = 0; i < 8; i++) {
            this.limit.overloaded(sent + i, this.now);
        }
        assertThat(this.limit.limit()).isEqualTo(4);
        this.limit.overloaded(this.now, this.now + 1);
        assertThat(this.limit.limit()).isEqualTo(2);
    }

    @Test
    void slowAnswers_inARowTakeATenth() {
        answered(1_000, Duration.ofMillis(20));
        int before = this.limit.limit();
        answered(2, Duration.ofMillis(70));
        answered(1, Duration.ofMillis(20));
        answered(2, Duration.ofMillis(70));
        assertThat(this.limit.limit()).isGreaterThanOrEqualTo(before);
        answered(1, Duration.ofMillis(70));
        assertThat(this.limit.limit()).isLessThan(before).isGreaterThan(before * 8 / 10);
    }

    @Test
    void slowAnswers_doNotCountWhenTheyAreQuickAllTheSame() {
        answered(1_000, Duration.ofMillis(1));
        answered(3, Duration.ofMillis(10));
        assertThat(this.limit.limit()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void restart_beginsWithOne() {
        answered(1_000, Duration.ofMillis(1));
        this.limit.restart(this.now);
        assertThat(this.limit.limit()).isEqualTo(1);
        answered(1, Duration.ofMillis(1));
        assertThat(this.limit.limit()).isEqualTo(2);
    }

}
