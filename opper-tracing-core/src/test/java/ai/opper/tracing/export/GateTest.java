// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GateTest {

    private final Gate gate = new Gate(new Random(1));

    private long now = Long.MAX_VALUE - 1_000;

    private void pass(Duration duration) {
        this.now += duration.toNanos();
    }

    private boolean admits() {
        return this.gate.untilAdmitting(this.now) == 0;
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            this.gate.failed(false, this.now);
        }
    }

    private void assertClosedFor(Duration asked) {
        assertClosed(asked, asked.plus(asked.dividedBy(10)));
    }

    /** Half of it may be taken away, so that instances do not come back together. */
    private void assertFailingFor(Duration pause) {
        assertClosed(pause.dividedBy(2), pause.plus(pause.dividedBy(10)));
    }

    private void assertClosed(Duration least, Duration most) {
        assertThat(Duration.ofNanos(this.gate.untilAdmitting(this.now))).isBetween(least, most);
        pass(least.minusNanos(1));
        assertThat(admits()).isFalse();
        pass(most.minus(least).plusNanos(2));
        assertThat(admits()).isTrue();
    }

    @Test
    void gate_isOpenForAll() {
        assertThat(this.gate.state()).isEqualTo(GateState.OPEN);
        assertThat(admits()).isTrue();
        assertThat(this.gate.pass()).isFalse();
        assertThat(admits()).isTrue();
    }

    @Test
    void askedToWait_closesUntilThenAndLetsOneProbeThrough() {
        this.gate.askedToWait(false, Duration.ofSeconds(2), this.now);
        assertThat(this.gate.state()).isEqualTo(GateState.BUSY);
        assertClosedFor(Duration.ofSeconds(2));
        assertThat(this.gate.pass()).isTrue();
        assertThat(admits()).isFalse();
        assertThat(this.gate.untilAdmitting(this.now)).isEqualTo(Long.MAX_VALUE);
        this.gate.answered(true, this.now);
        assertThat(this.gate.state()).isEqualTo(GateState.OPEN);
        assertThat(this.gate.sinceNanos()).isEqualTo(this.now);
    }

    @Test
    void askedToWait_isCapped() {
        this.gate.askedToWait(false, Duration.ofDays(365_000), this.now);
        assertClosedFor(Duration.ofMinutes(5));
    }

    @Test
    void askedToWait_byAnEarlierRequestProlongsAndDoesNotShorten() {
        this.gate.askedToWait(false, Duration.ofSeconds(10), this.now);
        this.gate.askedToWait(false, Duration.ofSeconds(1), this.now);
        this.gate.answered(false, this.now);
        this.gate.failed(false, this.now);
        assertThat(this.gate.state()).isEqualTo(GateState.BUSY);
        this.gate.askedToWait(false, Duration.ofSeconds(20), this.now);
        assertClosedFor(Duration.ofSeconds(20));
    }

    @Test
    void answerToAnEarlierRequest_saysNothingWhileAProbeIsUnderWay() {
        this.gate.askedToWait(false, Duration.ofSeconds(1), this.now);
        pass(Duration.ofSeconds(2));
        this.gate.pass();
        this.gate.askedToWait(false, Duration.ofMinutes(1), this.now);
        this.gate.answered(false, this.now);
        assertThat(admits()).isFalse();
        this.gate.answered(true, this.now);
        assertThat(this.gate.state()).isEqualTo(GateState.OPEN);
    }

    @Test
    void failures_closeWhenThereAreFiveInARow() {
        fail(4);
        this.gate.answered(false, this.now);
        fail(4);
        assertThat(this.gate.state()).isEqualTo(GateState.OPEN);
        fail(1);
        assertThat(this.gate.state()).isEqualTo(GateState.FAILING);
        assertFailingFor(Duration.ofSeconds(1));
    }

    @Test
    void failedProbes_comeEvenMoreSeldom() {
        fail(5);
        assertFailingFor(Duration.ofSeconds(1));
        for (int seconds : new int[] { 2, 4, 8, 16, 30, 30 }) {
            this.gate.pass();
            this.gate.failed(true, this.now);
            assertFailingFor(Duration.ofSeconds(seconds));
        }
        this.gate.pass();
        this.gate.answered(true, this.now);
        fail(5);
        assertFailingFor(Duration.ofSeconds(1));
    }

    @Test
    void instances_thatFailTogetherDoNotComeBackTogether() {
        Set<Long> halfSeconds = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            Gate other = new Gate(new Random(seed));
            for (int failure = 0; failure < 5; failure++) {
                other.failed(false, this.now);
            }
            for (int probe = 0; probe < 3; probe++) {
                other.pass();
                other.failed(true, this.now);
            }
            halfSeconds.add(other.untilAdmitting(this.now) / 500_000_000);
        }
        assertThat(halfSeconds).hasSizeGreaterThan(5);
    }

    @Test
    void unauthorized_closesForAMinuteEachTime() {
        this.gate.unauthorized(false, this.now);
        assertThat(this.gate.state()).isEqualTo(GateState.UNAUTHORIZED);
        long since = this.now;
        for (int i = 0; i < 3; i++) {
            assertClosedFor(Duration.ofSeconds(60));
            this.gate.pass();
            this.gate.unauthorized(true, this.now);
            assertThat(this.gate.sinceNanos()).isEqualTo(since);
        }
    }

}
