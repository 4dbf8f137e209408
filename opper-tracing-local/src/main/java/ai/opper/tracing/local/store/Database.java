// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.SQLException;
import java.time.Clock;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An open database with its stores. All of it is safe for all threads. */
public final class Database implements AutoCloseable {

    private static final int H2_ALREADY_OPEN = 90020;

    private final Connections connections;

    private final Writer writer;

    private final SpanStore spans;

    private final MetricStore metrics;

    private final FeedbackStore feedback;

    private final DatasetStore datasets;

    private final TraceStore traces;

    private final FacetStore facets;

    private final SessionStore sessions;

    private final OverviewStore overview;

    private final MeasureStore measures;

    private final ThresholdStore thresholds;

    private final StatusStore status;

    private final Housekeeping housekeeping;

    private Database(Connections connections, Sql sql, JsonMapper json, StoreListener listener, StoreLimits limits) {
        this.connections = connections;
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(connections.source()));
        this.writer = new Writer(
                new GroupCommit(transaction, sql, new SpanInserts(sql), new TraceSummaries(sql, json), listener));
        this.spans = new SpanStore(sql, this.writer, json);
        this.metrics = new MetricStore(sql, this.writer, this.spans);
        this.feedback = new FeedbackStore(sql, this.writer, this.spans);
        this.datasets = new DatasetStore(sql, this.writer, this.spans, this.feedback);
        this.traces = new TraceStore(sql, this.writer, json);
        this.facets = new FacetStore(sql);
        this.sessions = new SessionStore(sql, json);
        this.overview = new OverviewStore(sql);
        this.measures = new MeasureStore(sql, json);
        this.thresholds = new ThresholdStore(sql, this.writer, this.measures);
        this.status = new StatusStore(sql);
        this.housekeeping = new Housekeeping(new Retention(sql, this.writer, limits, Clock.systemUTC()));
    }

    /**
     * Opens a database and brings its schema up to date. Blocks while it does.
     * @param url a JDBC URL of H2 or PostgreSQL
     * @param json writes and reads the JSON columns
     * @param listener told of changes
     * @param limits what is kept at most
     * @return the open database
     * @throws DatabaseUnavailableException when it cannot be opened or brought up to
     * date; nothing stays open then
     */
    public static Database open(String url, JsonMapper json, StoreListener listener, StoreLimits limits) {
        Connections connections = null;
        try {
            Dialect dialect = Dialect.of(url);
            connections = Connections.to(url, dialect);
            Sql sql = new Sql(connections.source(), dialect);
            if (dialect == Dialect.H2) {
                H2File.configure(sql);
            }
            new Schema(connections.source(), dialect).bringUpToDate();
            Database database = new Database(connections, sql, json, listener, limits);
            database.writer.start();
            if (dialect == Dialect.H2) {
                database.writer.submit(new SummaryRepair(sql)).join();
            }
            database.housekeeping.start();
            return database;
        }
        catch (RuntimeException ex) {
            if (connections != null) {
                connections.close();
            }
            throw unavailable(ex);
        }
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

    /**
     * What traces can be filtered by.
     * @return values that occur
     */
    public FacetStore facets() {
        return this.facets;
    }

    /**
     * The sessions.
     * @return their store
     */
    public SessionStore sessions() {
        return this.sessions;
    }

    /**
     * Traces, summed up.
     * @return their store
     */
    public OverviewStore overview() {
        return this.overview;
    }

    /**
     * What was measured, over time.
     * @return its store
     */
    public MeasureStore measures() {
        return this.measures;
    }

    /**
     * Limits for what is measured.
     * @return their store
     */
    public ThresholdStore thresholds() {
        return this.thresholds;
    }

    /**
     * How much is stored.
     * @return its store
     */
    public StatusStore status() {
        return this.status;
    }

    /**
     * Lets what is read next show all spans that were confirmed: under load the summaries
     * of traces are behind them. Blocks while they are; to be called once before a group
     * of queries.
     */
    public void settle() {
        this.writer.settle();
    }

    /** Ends the work in the background, writes what waits, and closes the connections. */
    @Override
    public void close() {
        this.housekeeping.close();
        this.writer.close();
        this.connections.close();
    }

}
