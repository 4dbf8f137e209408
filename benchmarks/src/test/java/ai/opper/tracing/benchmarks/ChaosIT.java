// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.opper.tracing.benchmarks.chaos.Chaos;

import static org.assertj.core.api.Assertions.assertThat;

/** The short form of the chaos command. A seed that fails is printed with the table. */
@Timeout(300)
class ChaosIT {

    @ParameterizedTest
    @CsvSource({ "v2, no, 10s", "v2, yes, 10s", "v3, yes, 10s" })
    void chaos_losesNothingUncounted(String apiVersion, String spool, String duration) throws Exception {
        Options options = Options
            .of(List.of("--api-version=" + apiVersion, "--spool=" + spool, "--duration=" + duration));
        Scorecard score = new Scorecard();
        new Chaos().run(options, score);
        assertThat(score.isPassed()).as(() -> "chaos " + options + '\n' + table(score)).isTrue();
    }

    private static String table(Scorecard score) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        score.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

}
