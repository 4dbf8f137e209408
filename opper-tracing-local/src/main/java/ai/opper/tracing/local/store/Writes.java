// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs each change as a transaction that outlives the process once it returns. H2 writes
 * its file some time after a commit; waiting for it in every commit writes the file's
 * index once per span. So changes that end at the same time share one write.
 */
final class Writes {

    private final TransactionTemplate transaction;

    private final JdbcClient jdbc;

    private final boolean delayed;

    private final AtomicLong committed = new AtomicLong();

    private long written;

    /**
     * Makes the runner.
     * @param transaction begins and ends transactions
     * @param jdbc asks the database to write
     * @param delayed whether the database confirms commits before it writes them
     */
    Writes(TransactionTemplate transaction, JdbcClient jdbc, boolean delayed) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.delayed = delayed;
    }

    <T> T run(Supplier<T> change) {
        T result = Objects.requireNonNull(this.transaction.execute((status) -> change.get()));
        if (this.delayed) {
            awaitWritten(this.committed.incrementAndGet());
        }
        return result;
    }

    // Whoever holds the lock writes for all that have committed by then; the others find
    // their number covered when they get it.
    private synchronized void awaitWritten(long number) {
        if (this.written < number) {
            long covered = this.committed.get();
            this.jdbc.sql("checkpoint").update();
            this.written = covered;
        }
    }

}
