// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shortest run of each command, so that they cannot rot. Whether a goal is met is not
 * looked at: that needs a quiet machine and more time.
 */
@Timeout(300)
class BenchmarksIT {

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("calls", "--forks=0", "--iterations=1", "--time=50ms", "--warm-up=50ms", "--threads=no"),
                List.of("capture", "--forks=0", "--iterations=1", "--time=50ms", "--warm-up=50ms"),
                List.of("throughput", "--round=30ms", "--rounds=1"),
                List.of("throughput", "--round=30ms", "--rounds=1", "--delay=20"),
                List.of("requests-per-span", "--traces=5"), List.of("latency", "--duration=1s"),
                List.of("idle", "--watch=1s", "--idle=1s"), List.of("heap", "--duration=1s", "--budget-mb=1"),
                List.of("start-up", "--starts=1"),
                List.of("application", "--round=100ms", "--rounds=1", "--warm-up=200ms"),
                List.of("backlog", "--spans=500", "--reference=300ms"),
                List.of("outage", "--outage=2s", "--steady=1s", "--rate=240", "--spool-mb=16"),
                List.of("rate-limit", "--duration=2s", "--reference=1s", "--retry-after=1"),
                List.of("recovery", "--steady=1s", "--outage=2s", "--after=2s", "--instances=3"),
                List.of("poison", "--spans=200", "--rounds=1", "--string-mb=1"), List.of("shutdown", "--spans=100"),
                List.of("isolation", "--round=1s", "--rounds=1"), List.of("restarts", "--times=5", "--rest=0s"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_measures(List<String> command) {
        assertThat(Benchmarks.run(command, System.out)).isNotEqualTo(Benchmarks.FAILED);
    }

}
