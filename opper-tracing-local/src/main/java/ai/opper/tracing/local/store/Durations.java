// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** The one rule for how long something took. */
final class Durations {

    private Durations() {
    }

    static @Nullable Long millis(Instant start, @Nullable Instant end) {
        return (end != null) ? Duration.between(start, end).toMillis() : null;
    }

}
