// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.StringUtils;

import ai.opper.tracing.export.SpanShippers;

/**
 * Starts shipping before anything can be recorded, and stops it when nothing will be any
 * more: after web servers and task executors, before HTTP clients.
 */
final class SpanShipperLifecycle implements SmartLifecycle {

    /**
     * Below the phase of task executors (half of the maximum) and above that of HTTP
     * clients (one and zero).
     */
    static final int PHASE = 1_000;

    private static final Log logger = LogFactory.getLog("ai.opper.tracing");

    private final SpanShippers shippers;

    private final @Nullable Destination destination;

    /** Where spans wait. */
    private final String place;

    SpanShipperLifecycle(SpanShippers shippers, @Nullable Destination destination, @Nullable String spoolDirectory) {
        this.shippers = shippers;
        this.destination = destination;
        this.place = StringUtils.hasText(spoolDirectory)
                ? "the spool " + spoolDirectory + ", which outlives the process" : "memory";
    }

    @Override
    public void start() {
        if (isRunning() || this.shippers.sink() == null) {
            return;
        }
        this.shippers.start();
        if (this.destination != null && this.shippers.ordered() != null) {
            logger
                .info("Spans go to " + this.destination + ". Until they are stored there, they wait in " + this.place);
        }
        this.shippers.batches()
            .forEach((batches) -> logger.info("Spans go to " + batches.name() + " at " + batches.destination()
                    + ". Until they are taken there, they wait in memory"));
    }

    @Override
    public void stop() {
        this.shippers.stop();
    }

    @Override
    public boolean isRunning() {
        return this.shippers.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

}
