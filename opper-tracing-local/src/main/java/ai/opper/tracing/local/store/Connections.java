// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Connections to the database, kept by the small pool that comes with H2: it takes the
 * connections of any driver, and it does not log.
 */
final class Connections implements AutoCloseable {

    private static final int MOST = 10;

    private static final int WAIT_SECONDS = 10;

    // Compacting: how long H2 may take to give space back when its file is closed; while
    // it is open it is H2's own work, as asking H2 2.4.240 to compact a file that is
    // written to breaks it. Cache: all statements of the thread that writes, and not
    // eight.
    private static final Map<String, String> H2_SETTINGS = Map.of("MAX_COMPACT_TIME", "1000", "QUERY_CACHE_SIZE",
            "100");

    private final JdbcConnectionPool pool;

    private Connections(ConnectionPoolDataSource source) {
        this.pool = JdbcConnectionPool.create(source);
        this.pool.setMaxConnections(MOST);
        this.pool.setLoginTimeout(WAIT_SECONDS);
    }

    static Connections to(String url, Dialect dialect) {
        return new Connections((dialect == Dialect.H2) ? h2(url) : postgresql(url));
    }

    DataSource source() {
        return this.pool;
    }

    private static ConnectionPoolDataSource h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        StringBuilder whole = new StringBuilder(url);
        H2_SETTINGS.forEach((name, value) -> {
            if (!url.toUpperCase(Locale.ROOT).contains(name)) {
                whole.append(';').append(name).append('=').append(value);
            }
        });
        source.setURL(whole.toString());
        return source;
    }

    private static ConnectionPoolDataSource postgresql(String url) {
        try {
            return PostgresConnections.to(url);
        }
        catch (NoClassDefFoundError ex) {
            throw new IllegalStateException("PostgreSQL's driver is missing; add the dependency "
                    + "org.postgresql:postgresql, or run Local Opper with java -jar, which has it", ex);
        }
        catch (SQLException ex) {
            throw new IllegalStateException(String.valueOf(ex.getMessage()), ex);
        }
    }

    @Override
    public void close() {
        this.pool.dispose();
    }

}
