// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.export.ExportResult.Trouble;

import static org.assertj.core.api.Assertions.assertThat;

/** What must not be asked of a destination that has said that it cannot answer. */
final class GateModel {

    private boolean shut;

    private long untilNanos;

    private int failures;

    private MemoryExporter.@Nullable Call probe;

    void sent(MemoryExporter.Call call, long nowNanos) {
        if (this.shut) {
            assertThat(this.probe).as("another probe").isNull();
            assertThat(nowNanos - this.untilNanos).as("too early").isNotNegative();
            this.probe = call;
        }
    }

    void answered(MemoryExporter.Call call, ExportResult result, long nowNanos) {
        boolean probed = call.equals(this.probe);
        Duration pause = pauseAfter(result, probed);
        if (this.probe != null && !probed) {
            return;
        }
        this.probe = null;
        if (pause != null) {
            long until = nowNanos + pause.toNanos();
            this.untilNanos = (this.shut && !probed) ? Math.max(until - this.untilNanos, 0) + this.untilNanos : until;
            this.shut = true;
            this.failures = 0;
        }
        else if (probed) {
            this.shut = false;
        }
    }

    /** How long nothing may be sent after an answer, if it shuts the gate. */
    private @Nullable Duration pauseAfter(ExportResult result, boolean probed) {
        if (!(result instanceof ExportResult.Retry retry) || retry.trouble() == Trouble.THIS_REQUEST) {
            this.failures = 0;
            return null;
        }
        if (retry.asksToWait()) {
            return (retry.after().compareTo(Gate.MAX_ASKED) < 0) ? retry.after() : Gate.MAX_ASKED;
        }
        if (retry.trouble() == Trouble.UNAUTHORIZED) {
            return Duration.ofSeconds(60);
        }
        boolean shuts = probed || (!this.shut && ++this.failures >= Gate.FAILURES_TO_CLOSE);
        return shuts ? Gate.MIN_PAUSE.dividedBy(2) : null;
    }

}
