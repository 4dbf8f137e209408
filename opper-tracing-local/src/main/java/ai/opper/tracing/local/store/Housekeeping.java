// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Forgets old traces and gives their space back, on a thread of its own. */
final class Housekeeping implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(Housekeeping.class);

    private static final long FORGET_FIRST_SECONDS = 3;

    private static final long FORGET_EVERY_SECONDS = 60;

    private static final long COMPACT_EVERY_SECONDS = 10;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((work) -> {
        Thread made = new Thread(work, "local-opper-housekeeping");
        made.setDaemon(true);
        return made;
    });

    private final Retention retention;

    private final DataSource connections;

    private final Dialect dialect;

    private boolean explained;

    Housekeeping(Retention retention, DataSource connections, Dialect dialect) {
        this.retention = retention;
        this.connections = connections;
        this.dialect = dialect;
    }

    // An exception would end a schedule, so none leaves it.
    @SuppressWarnings("FutureReturnValueIgnored")
    void start() {
        this.thread.scheduleWithFixedDelay(() -> keep(this.retention::enforce), FORGET_FIRST_SECONDS,
                FORGET_EVERY_SECONDS, TimeUnit.SECONDS);
        if (this.dialect == Dialect.H2) {
            this.thread.scheduleWithFixedDelay(() -> keep(() -> H2File.compact(this.connections)),
                    COMPACT_EVERY_SECONDS, COMPACT_EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void keep(Work work) {
        try {
            work.run();
        }
        catch (RuntimeException | SQLException ex) {
            if (!this.explained && !this.thread.isShutdown()) {
                this.explained = true;
                logger.warn("Local Opper could not tidy its database, so that grows; it tries again every minute. "
                        + "What failed: " + ex.getClass().getName());
            }
        }
    }

    @Override
    public void close() {
        this.thread.shutdownNow();
        try {
            this.thread.awaitTermination(FORGET_EVERY_SECONDS, TimeUnit.SECONDS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {

        void run() throws SQLException;

    }

}
