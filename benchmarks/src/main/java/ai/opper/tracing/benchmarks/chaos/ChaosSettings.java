// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.chaos;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import org.springframework.util.StringUtils;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.export.opper.OpperApiVersion;

/**
 * What a run is like.
 *
 * @param duration how long spans are recorded
 * @param seed decides the order of faults and the shapes of traces; threads and the
 * network still take their turns as they like
 * @param threads how many application threads record
 * @param spansPerSecond about how many spans are recorded
 * @param apiVersion the version of the API
 * @param without phases that do not come
 * @param spool whether the application has a spool
 */
record ChaosSettings(Duration duration, long seed, int threads, int spansPerSecond, OpperApiVersion apiVersion,
        Set<Phase> without, boolean spool) {

    private static final int MAX_SEED = 1_000_000;

    static ChaosSettings of(Options options) {
        ChaosSettings settings = new ChaosSettings(options.duration("duration", "60s"),
                options.longNumber("seed", ThreadLocalRandom.current().nextInt(MAX_SEED)), options.number("threads", 8),
                options.number("rate", 200),
                OpperApiVersion.valueOf(options.text("api-version", "v2").toUpperCase(Locale.ROOT)),
                phases(options.text("without", "")), options.text("spool", "no").equals("yes"));
        options.checkAllUsed();
        return settings;
    }

    private static Set<Phase> phases(String names) {
        return StringUtils.commaDelimitedListToSet(names).stream().map(Phase::valueOf).collect(Collectors.toSet());
    }

}
