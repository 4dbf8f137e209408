// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBackoffTest {

    private final RetryBackoff backoff = new RetryBackoff(new Random(42));

    @ParameterizedTest
    @CsvSource({ "1, 250", "2, 500", "3, 1000", "7, 16000", "8, 30000", "9, 30000", "1000000, 30000",
            "2147483647, 30000" })
    void delay_isSpreadOverAnIntervalThatDoublesUpToALimit(int attempts, long limit) {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < 10_000; i++) {
            long millis = this.backoff.delay(attempts, null).toMillis();
            least = Math.min(least, millis);
            most = Math.max(most, millis);
        }
        assertThat(least).isBetween(1L, limit / 50);
        assertThat(most).isBetween(limit - limit / 50, limit);
    }

    @Test
    void delay_isWhatTheDestinationAskedForAndATenthMoreAtMost() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(this.backoff.delay(20, Duration.ofSeconds(2))).isBetween(Duration.ofSeconds(2),
                    Duration.ofMillis(2_201));
        }
    }

    @Test
    void delay_isNeverLongerThanFiveMinutesAndATenth() {
        assertThat(this.backoff.delay(1, Duration.ofDays(400))).isBetween(Duration.ofMinutes(5),
                Duration.ofSeconds(331));
        assertThat(this.backoff.delay(1, Duration.ofSeconds(Long.MAX_VALUE))).isBetween(Duration.ofMinutes(5),
                Duration.ofSeconds(331));
    }

    @Test
    void delay_doesNotHurryWhenTheTimeAskedForIsOver() {
        long most = 0;
        for (int i = 0; i < 1_000; i++) {
            most = Math.max(most, this.backoff.delay(8, Duration.ZERO).toMillis());
            most = Math.max(most, this.backoff.delay(8, Duration.ofSeconds(Long.MIN_VALUE)).toMillis());
        }
        assertThat(most).isGreaterThan(20_000);
    }

    @Test
    void delay_isPositiveWhateverTheDice() {
        RandomGenerator lowest = () -> 0L;
        assertThat(new RetryBackoff(lowest).delay(1, null)).isPositive();
        assertThat(new RetryBackoff(lowest).delay(1, Duration.ofNanos(1))).isPositive();
    }

}
