// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Forgets old traces, on a thread of its own. */
final class Housekeeping implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(Housekeeping.class);

    private static final long FORGET_FIRST_SECONDS = 3;

    private static final long FORGET_EVERY_SECONDS = 60;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((work) -> {
        Thread made = new Thread(work, "local-opper-housekeeping");
        made.setDaemon(true);
        return made;
    });

    private final Retention retention;

    private boolean explained;

    Housekeeping(Retention retention) {
        this.retention = retention;
    }

    // An exception would end a schedule, so none leaves it.
    @SuppressWarnings("FutureReturnValueIgnored")
    void start() {
        this.thread.scheduleWithFixedDelay(this::forget, FORGET_FIRST_SECONDS, FORGET_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void forget() {
        try {
            this.retention.enforce();
        }
        catch (RuntimeException ex) {
            if (!this.explained && !this.thread.isShutdown()) {
                this.explained = true;
                logger.warn(
                        "Local Opper could not forget old traces, so its database grows; it tries again every minute. "
                                + "What failed: " + ex.getClass().getName());
            }
        }
    }

    // Never interrupted: H2 closes its file under a thread that is.
    @Override
    public void close() {
        this.retention.stop();
        this.thread.shutdown();
        try {
            this.thread.awaitTermination(FORGET_EVERY_SECONDS, TimeUnit.SECONDS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
