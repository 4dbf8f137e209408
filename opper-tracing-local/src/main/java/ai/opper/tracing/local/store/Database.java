// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The open database: a connection pool, the schema brought up to date, and the stores.
 * Closing it closes the pool; an H2 file is then free for another process.
 */
public final class Database implements AutoCloseable {

    private static final String MIGRATIONS = "classpath:ai/opper/tracing/local/db";

    private static final int H2_ALREADY_OPEN = 90020;

    private static final int CONNECTIONS = 8;

    private final HikariDataSource pool;

    private final SpanStore spans;

    private final MetricStore metrics;

    private final FeedbackStore feedback;

    private final DatasetStore datasets;

    private final TraceStore traces;

    private Database(HikariDataSource pool, JsonMapper json, Consumer<UUID> traceChanged) {
        this.pool = pool;
        JdbcClient jdbc = JdbcClient.create(pool);
        Writes writes = new Writes(new TransactionTemplate(new JdbcTransactionManager(pool)), jdbc,
                String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:h2:"));
        this.spans = new SpanStore(jdbc, writes, new SpanRows(json), traceChanged);
        this.metrics = new MetricStore(jdbc, writes, this.spans, traceChanged);
        this.feedback = new FeedbackStore(jdbc, writes, this.spans, traceChanged);
        this.datasets = new DatasetStore(jdbc, writes, this.spans, this.feedback);
        this.traces = new TraceStore(jdbc);
    }

    /**
     * Opens a database and migrates its schema. Blocks while it does.
     * @param url a JDBC URL whose driver is on the class path
     * @param json writes and reads the JSON columns
     * @param traceChanged told the id of every trace that changed, after the commit, on
     * the thread that made the change
     * @return the open database
     * @throws DatabaseUnavailableException when it cannot be opened or migrated; nothing
     * stays open then
     */
    public static Database open(String url, JsonMapper json, Consumer<UUID> traceChanged) {
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(poolFor(url));
            Flyway.configure(Database.class.getClassLoader())
                .dataSource(pool)
                .locations(MIGRATIONS)
                .table("local_opper_schema")
                .load()
                .migrate();
            return new Database(pool, json, traceChanged);
        }
        catch (RuntimeException ex) {
            if (pool != null) {
                pool.close();
            }
            throw unavailable(ex);
        }
    }

    private static HikariConfig poolFor(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("local-opper");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        return config;
    }

    private static DatabaseUnavailableException unavailable(RuntimeException failure) {
        SQLException root = sqlCause(failure);
        if (root != null && root.getErrorCode() == H2_ALREADY_OPEN) {
            return new DatabaseUnavailableException("another process has it open", failure);
        }
        Throwable reason = (root != null) ? root : failure;
        return new DatabaseUnavailableException(String.valueOf(reason.getMessage()), failure);
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = sql;
                if (sql.getErrorCode() == H2_ALREADY_OPEN) {
                    return sql;
                }
            }
        }
        return found;
    }

    /**
     * The spans.
     * @return their store
     */
    public SpanStore spans() {
        return this.spans;
    }

    /**
     * The metrics of spans.
     * @return their store
     */
    public MetricStore metrics() {
        return this.metrics;
    }

    /**
     * The feedback on spans.
     * @return its store
     */
    public FeedbackStore feedback() {
        return this.feedback;
    }

    /**
     * The saved examples.
     * @return their store
     */
    public DatasetStore datasets() {
        return this.datasets;
    }

    /**
     * The traces.
     * @return their store
     */
    public TraceStore traces() {
        return this.traces;
    }

    @Override
    public void close() {
        this.pool.close();
    }

}
