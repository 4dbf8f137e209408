// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The plan under schedules that nobody thought of. */
class ShippingPlanModelTest {

    private static final int SCHEDULES = Integer.getInteger("opper.schedules", 100_000);

    private final long seed = Long.getLong("opper.seed", ThreadLocalRandom.current().nextLong());

    @Test
    void everySchedule_keepsTheRules() {
        long opens = 0;
        long metrics = 0;
        for (int i = 0; i < SCHEDULES; i++) {
            RandomSchedule schedule = new RandomSchedule(this.seed + i);
            try {
                schedule.run(i % 4 == 0);
            }
            catch (Throwable ex) {
                throw new AssertionError("Seed " + (this.seed + i) + ": run again with -Dopper.seed=" + (this.seed + i)
                        + " -Dopper.schedules=1" + ((i % 4 == 0) ? "" : ", without a restart"), ex);
            }
            opens += schedule.opens();
            metrics += schedule.metrics();
        }
        assertThat(opens).as("spans opened in all schedules").isGreaterThan(SCHEDULES / 10);
        assertThat(metrics).as("metrics sent in all schedules").isGreaterThan(SCHEDULES / 10);
    }

}
