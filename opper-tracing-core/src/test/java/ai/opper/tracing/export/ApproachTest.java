// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApproachTest {

    private long now = -12_345;

    private final Approach approach = new Approach();

    private int sentWithin(Duration duration) {
        int sent = 0;
        for (long millis = 0; millis < duration.toMillis(); millis++) {
            while (sent < 100_000 && this.approach.untilNext(this.now) == 0) {
                this.approach.sent(this.now);
                sent++;
            }
            this.now += Duration.ofMillis(1).toNanos();
        }
        return sent;
    }

    @Test
    void backlog_isFreeUntilTheDestinationWasAway() {
        this.approach.sent(this.now);
        assertThat(this.approach.untilNext(this.now)).isZero();
    }

    @Test
    void firstSecond_hasHalfOfWhatIsUsual() {
        this.approach.begin(300, this.now);
        assertThat(sentWithin(Duration.ofSeconds(1))).isBetween(140, 155);
        assertThat(sentWithin(Duration.ofSeconds(1))).isBetween(570, 620);
    }

    @Test
    void backlog_isFreeAfterAFewSeconds() {
        this.approach.begin(0, this.now);
        assertThat(sentWithin(Duration.ofSeconds(1))).isBetween(5, 9);
        this.now += Duration.ofSeconds(6).toNanos();
        assertThat(sentWithin(Duration.ofMillis(1))).isEqualTo(100_000);
    }

    @Test
    void end_setsTheBacklogFree() {
        this.approach.begin(300, this.now);
        this.approach.sent(this.now);
        assertThat(this.approach.untilNext(this.now)).isPositive();
        this.approach.end();
        assertThat(this.approach.untilNext(this.now)).isZero();
    }

}
