// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

import ai.opper.tracing.span.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Power that fails at any moment, with a disk that forgets any part of what was not
 * forced.
 */
class SpoolPowerCutTest {

    private static final int SCHEDULES = Integer.getInteger("opper.tracing.test.power-cuts", 100);

    private final long seed = Long.getLong("opper.tracing.test.power-cut-seed", ThreadLocalRandom.current().nextLong());

    /** One for all, so that it explains once what is the same in all of them. */
    private final Problems problems = new Problems();

    @TempDir
    Path directory;

    @Test
    void powerCut_losesAtMostTheLastHalfSecondAndNoOtherEntry() {
        long cuts = 0;
        long found = 0;
        long lost = 0;
        for (int i = 0; i < SCHEDULES; i++) {
            PowerCutSchedule schedule = new PowerCutSchedule(this.seed + i, this.directory, this.problems);
            try {
                schedule.run();
            }
            catch (Throwable ex) {
                throw new AssertionError(
                        "Seed " + (this.seed + i) + ": run again with -Dopper.tracing.test.power-cut-seed="
                                + (this.seed + i) + " -Dopper.tracing.test.power-cuts=1",
                        ex);
            }
            cuts += schedule.cuts();
            found += schedule.found();
            lost += schedule.lost();
        }
        assertThat(cuts).as("power cuts in all schedules").isGreaterThanOrEqualTo(SCHEDULES);
        assertThat(found).as("entries that were there after a cut").isGreaterThan(10L * SCHEDULES);
        assertThat(lost).as("young entries that a cut has lost").isGreaterThan(SCHEDULES / 2);
    }

}
