// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The plan and the spool through deaths, stops and short memory that nobody thought of.
 */
class SpooledShippingModelTest {

    private static final int SCHEDULES = Integer.getInteger("opper.schedules", 100_000);

    private final long seed = Long.getLong("opper.seed", ThreadLocalRandom.current().nextLong());

    @Test
    void everySchedule_losesNothingThatWasWritten() {
        long deaths = 0;
        long returned = 0;
        long spooled = 0;
        for (int i = 0; i < SCHEDULES; i++) {
            SpooledSchedule schedule = new SpooledSchedule(this.seed + i);
            try {
                schedule.run();
            }
            catch (Throwable ex) {
                throw new AssertionError("Seed " + (this.seed + i) + ": run again with -Dopper.seed=" + (this.seed + i)
                        + " -Dopper.schedules=1", ex);
            }
            deaths += schedule.deaths();
            returned += schedule.returned();
            spooled += schedule.spooled();
        }
        assertThat(deaths).as("deaths in all schedules").isGreaterThan(SCHEDULES / 4);
        assertThat(returned).as("entries that came back in all schedules").isGreaterThan(SCHEDULES);
        assertThat(spooled).as("spans left to the spool in all schedules").isGreaterThan(SCHEDULES / 4);
    }

}
