// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FlushTimeoutTest {

    @ParameterizedTest
    @CsvSource({ "1ms, 1", "250, 250", "5s, 5000", "PT10S, 10000", "1m, 60000", "60s, 60000" })
    void of_readsDurationsAsSpringBootDoes(String text, long millis) {
        assertThat(FlushTimeout.of(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void of_nothingIsTheDefault() {
        assertThat(FlushTimeout.of(null)).isEqualTo(FlushTimeout.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "soon", "5 parsecs", "-1s", "0", "0s", "999ns", "60001ms", "1h", "PT-5S",
            "99999999999999999999s", "9223372036854775807d", "9223372036854775807s" })
    void of_namesWhatIsWrongAndHowToMendIt(String text) {
        assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> FlushTimeout.of(text))
            .satisfies((ex) -> assertThat(ex.getReason()).contains("'" + text + "'")
                .endsWith("; set it to one from 1ms to 60s, such as 5s."));
    }

}
