// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateLimitTest {

    @Test
    void admits_soManyInAnySecond() {
        RateLimit limit = new RateLimit(2);

        assertThat(limit.admits(at(0))).isTrue();
        assertThat(limit.admits(at(900))).isTrue();
        assertThat(limit.admits(at(999))).isFalse();
        assertThat(limit.admits(at(1000))).isTrue();
        assertThat(limit.admits(at(1899))).isFalse();
        assertThat(limit.admits(at(1900))).isTrue();
    }

    @Test
    void create_refusesALimitThatLetsNothingPass() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(0)).withMessageContaining("black hole");
    }

    // starts close to the overflow of System.nanoTime(), which is as good a time as any
    // other
    private static long at(long millis) {
        return Long.MAX_VALUE - 10 + TimeUnit.MILLISECONDS.toNanos(millis);
    }

}
