// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import ai.opper.tracing.local.store.MeasureStore.Figures;
import ai.opper.tracing.local.store.MeasureStore.Measured;
import org.jspecify.annotations.Nullable;

/** Limits that measurements should keep, and whether they do. */
public final class ThresholdStore {

    private final Sql sql;

    private final Writer writer;

    private final MeasureStore measures;

    ThresholdStore(Sql sql, Writer writer, MeasureStore measures) {
        this.sql = sql;
        this.writer = writer;
        this.measures = measures;
    }

    /**
     * Lists thresholds with their state, oldest first.
     * @param now the end of the time that they look at
     * @return the thresholds
     */
    public List<Checked> list(Instant now) {
        return this.sql.sql("select * from local_threshold order by created_us, id")
            .query(ThresholdStore::read)
            .list()
            .stream()
            .map((threshold) -> check(threshold, now))
            .toList();
    }

    /**
     * Looks whether a threshold is kept.
     * @param threshold the threshold
     * @param now the end of the time that it looks at
     * @return the threshold with its state
     */
    public Checked check(Threshold threshold, Instant now) {
        Instant from = Columns.instant(Columns.micros(now) - threshold.windowUs());
        List<String> names = (threshold.spanName() != null) ? List.of(threshold.spanName()) : List.of();
        Figures figures = this.measures
            .figures(new Measured(threshold.dimension(), names, List.of(), List.of(), from, null));
        Double measured = threshold.statistic().of(figures);
        if (measured == null) {
            return new Checked(threshold, State.NO_DATA, null, figures.count());
        }
        boolean broken = (threshold.operator() == Side.BELOW) ? measured < threshold.limit()
                : measured > threshold.limit();
        return new Checked(threshold, broken ? State.ALERT : State.OK, measured, figures.count());
    }

    /**
     * Stores a threshold.
     * @param threshold the threshold
     * @return the threshold
     */
    public CompletableFuture<Threshold> create(Threshold threshold) {
        return this.writer.submit((group) -> {
            this.sql.update(
                    """
                            insert into local_threshold (id, dimension, span_name, statistic, operator, bound, window_us, created_us)
                            values (?, ?, ?, ?, ?, ?, ?, ?)""",
                    threshold.id(), threshold.dimension(), threshold.spanName(), threshold.statistic().name(),
                    threshold.operator().name(), threshold.limit(), threshold.windowUs(),
                    Columns.micros(Clock.systemUTC().instant()));
            group.thresholdsChanged();
            return threshold;
        });
    }

    /**
     * Deletes a threshold.
     * @param id its id
     * @return its id; fails with {@link UnknownIdException} when it is not stored
     */
    public CompletableFuture<UUID> delete(UUID id) {
        return this.writer.submit((group) -> {
            if (this.sql.update("delete from local_threshold where id = ?", id) == 0) {
                throw new UnknownIdException("threshold", id);
            }
            group.thresholdsChanged();
            return id;
        });
    }

    private static Threshold read(ResultSet row, int number) throws SQLException {
        return new Threshold(Columns.uuid(row, "id"), row.getString("dimension"), row.getString("span_name"),
                Statistic.valueOf(row.getString("statistic")), Side.valueOf(row.getString("operator")),
                row.getDouble("bound"), row.getLong("window_us"));
    }

    /**
     * A limit.
     *
     * @param id its id
     * @param dimension what is measured
     * @param spanName about which spans, or null for all
     * @param statistic which figure
     * @param operator on which side of the limit it must not be
     * @param limit the limit
     * @param windowUs over how many microseconds before now
     */
    public record Threshold(UUID id, String dimension, @Nullable String spanName, Statistic statistic, Side operator,
            double limit, long windowUs) {
    }

    /**
     * A limit and whether it is kept.
     *
     * @param threshold the limit
     * @param state whether it is kept
     * @param measured the figure, or null when there is none
     * @param count from how many measurements
     */
    public record Checked(Threshold threshold, State state, @Nullable Double measured, long count) {
    }

    /** Whether a limit is kept. */
    public enum State {

        /** It is not. */
        ALERT,
        /** It is. */
        OK,
        /** Nothing was measured. */
        NO_DATA;

        /**
         * As the API spells it.
         * @return the name in lower case
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

    }

    /** The side of a limit that raises an alert. */
    public enum Side {

        /** Less than the limit. */
        BELOW,
        /** More than the limit. */
        ABOVE

    }

    /** Which figure is compared with the limit. */
    public enum Statistic {

        /** How many. */
        COUNT,
        /** The mean. */
        MEAN,
        /** The smallest. */
        MIN,
        /** The largest. */
        MAX,
        /** Half are at most so large. */
        P50,
        /** Nine of ten are at most so large. */
        P90;

        @Nullable Double of(Figures figures) {
            return switch (this) {
                case COUNT -> (double) figures.count();
                case MEAN -> figures.mean();
                case MIN -> figures.min();
                case MAX -> figures.max();
                case P50 -> figures.p50();
                case P90 -> figures.p90();
            };
        }

    }

}
