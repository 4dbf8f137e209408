// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;

/**
 * How H2 treats its file: confirmed changes are appended at once, space is used again
 * soon, and what stays empty is given back.
 */
final class H2File {

    // Old versions of pages stay for so long that the file was synced meanwhile, which
    // the writer does every two seconds.
    private static final int RETENTION_MILLIS = 5000;

    // Payloads below this size are stored with their row, and not as objects of their
    // own.
    private static final int INPLACE_CHARACTERS = 64 * 1024;

    private static final long WORTH_BYTES = 4 * 1024 * 1024;

    // Space is lost twice: between the chunks of the file, and inside of them.
    private static final int WORTH_PERCENT = 60;

    private static final int COMPACT_MILLIS = 500;

    private H2File() {
    }

    static void configure(Sql sql) {
        for (String setting : List.of("set retention_time " + RETENTION_MILLIS,
                "set max_length_inplace_lob " + INPLACE_CHARACTERS)) {
            sql.execute(setting);
        }
    }

    /**
     * Gives space back when half of the file is empty. Writing waits meanwhile, for half
     * a second at most.
     */
    static void compact(DataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
                MVStore store = session.getDatabase().getStore().getMvStore();
                FileStore<?> file = store.getFileStore();
                if (file != null && file.size() > WORTH_BYTES && filledPercent(file) < WORTH_PERCENT) {
                    store.compactFile(COMPACT_MILLIS);
                    // Compacting ends with a sync, and leaves this at zero.
                    store.setRetentionTime(RETENTION_MILLIS);
                }
            }
        }
    }

    private static int filledPercent(FileStore<?> file) {
        return file.getFillRate() * file.getChunksFillRate() / 100;
    }

}
