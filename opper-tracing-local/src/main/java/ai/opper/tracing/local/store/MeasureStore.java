// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured, over time: metrics, and, as the dimensions {@code feedback} and
 * {@code score}, what people and programs thought of spans. The time of a measurement is
 * that of its span.
 */
public final class MeasureStore {

    /** The dimension of feedback. */
    public static final String FEEDBACK = "feedback";

    /** The dimension of spans' scores. */
    public static final String SCORE = "score";

    private static final int TREND = 24;

    private static final int BINS = 20;

    private static final int MOST_GROUPS = 8;

    private final Sql sql;

    private final JsonMapper json;

    MeasureStore(Sql sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * Lists dimensions by name.
     * @param about which measurements
     * @return each with its figures and its trend
     */
    public List<Dimension> dimensions(Measured about) {
        Map<String, List<Measurement>> all = new TreeMap<>();
        read(about, MeasureQuery.EVERYTHING,
                (found) -> all.computeIfAbsent(found.dimension(), (key) -> new ArrayList<>()).add(found));
        long least = all.values().stream().flatMap(List::stream).mapToLong(Measurement::atUs).min().orElse(0);
        long most = all.values().stream().flatMap(List::stream).mapToLong(Measurement::atUs).max().orElse(0);
        List<Dimension> dimensions = new ArrayList<>();
        all.forEach((dimension, found) -> dimensions.add(dimension(dimension, found, least, most)));
        return dimensions;
    }

    private static Dimension dimension(String name, List<Measurement> found, long least, long most) {
        Values values = new Values();
        List<Values> trend = new ArrayList<>();
        for (int i = 0; i < TREND; i++) {
            trend.add(new Values());
        }
        Set<String> spanNames = new LinkedHashSet<>();
        for (Measurement measurement : found) {
            values.add(measurement.value());
            long length = Math.max(1, most - least + 1);
            trend.get((int) ((measurement.atUs() - least) * TREND / length)).add(measurement.value());
            spanNames.add(measurement.spanName());
        }
        Measurement last = found.stream().max(Comparator.comparing(Measurement::atUs)).orElseThrow();
        return new Dimension(name, values.count(), values.mean(), values.min(), values.max(), values.percentile(50),
                values.percentile(90), Columns.instant(last.atUs()), last.value(),
                spanNames.stream().sorted().limit(TREND).toList(), trend.stream().map(Values::mean).toList());
    }

    /**
     * Measures over time.
     * @param about which measurements; its dimension must be given
     * @param group how they are grouped
     * @param buckets how many points at most
     * @return totals, one series for each of the biggest groups, and a distribution
     */
    public Series series(Measured about, Grouping group, int buckets) {
        Range range = Range.of(about.from(), about.to(), latest(about), buckets);
        Values all = new Values();
        Map<String, List<Measurement>> groups = new LinkedHashMap<>();
        read(about.within(range.from(), range.to()), group, (found) -> {
            all.add(found.value());
            groups.computeIfAbsent(String.valueOf(group.of(found)), (key) -> new ArrayList<>()).add(found);
        });
        List<Line> lines = groups.entrySet()
            .stream()
            .sorted(Comparator.comparing((Map.Entry<String, List<Measurement>> entry) -> -entry.getValue().size()))
            .limit(MOST_GROUPS)
            .map((entry) -> line(group.of(entry.getValue().get(0)), entry.getValue(), range))
            .toList();
        return new Series(String.valueOf(about.dimension()), range.from(), range.to(), range.bucketUs(), figures(all),
                lines, distribution(all));
    }

    private static Line line(@Nullable String group, List<Measurement> found, Range range) {
        List<Values> buckets = new ArrayList<>();
        for (int i = 0; i < range.count(); i++) {
            buckets.add(new Values());
        }
        Values all = new Values();
        for (Measurement measurement : found) {
            all.add(measurement.value());
            buckets.get(range.bucket(measurement.atUs())).add(measurement.value());
        }
        List<SeriesPoint> points = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i++) {
            Values values = buckets.get(i);
            points.add(new SeriesPoint(range.time(i), values.count(), values.mean(), values.min(), values.max(),
                    values.percentile(50), values.percentile(90)));
        }
        return new Line(group, all.count(), all.mean(), points);
    }

    private static List<Bin> distribution(Values values) {
        Double least = values.min();
        Double most = values.max();
        if (least == null || most == null) {
            return List.of();
        }
        if (least.equals(most)) {
            return List.of(new Bin(least, most, values.count()));
        }
        int[] counts = values.bins(BINS);
        List<Bin> bins = new ArrayList<>();
        double width = (most - least) / BINS;
        for (int i = 0; i < BINS; i++) {
            bins.add(new Bin(least + i * width, (i == BINS - 1) ? most : least + (i + 1) * width, counts[i]));
        }
        return bins;
    }

    /**
     * Sums up the measurements of the latest time.
     * @param about which measurements
     * @return their figures
     */
    public Figures figures(Measured about) {
        Values values = new Values();
        read(about, MeasureQuery.EVERYTHING, (found) -> values.add(found.value()));
        return figures(values);
    }

    private static Figures figures(Values values) {
        return new Figures(values.count(), values.mean(), values.min(), values.max(), values.percentile(50),
                values.percentile(90));
    }

    /**
     * Lists single measurements.
     * @param about which; its dimension must be given
     * @param min the smallest, or null
     * @param max the largest, or null
     * @param order how they are sorted
     * @param slice which of them
     * @return the measurements, and whether there are more is seen by asking for one more
     */
    public List<Value> values(Measured about, @Nullable Double min, @Nullable Double max, ValueOrder order,
            Slice slice) {
        MeasureQuery query = new MeasureQuery(this.sql, about);
        return query.values(min, max, order, slice);
    }

    private @Nullable Long latest(Measured about) {
        return new MeasureQuery(this.sql, about.within(null, about.to())).latest();
    }

    private void read(Measured about, Grouping group, Consumer<Measurement> consumer) {
        MeasureQuery query = new MeasureQuery(this.sql, about);
        Map<String, @Nullable String> facts = new HashMap<>();
        query.each(group, (row) -> consumer.accept(measurement(row, group, facts)));
    }

    private Measurement measurement(ResultSet row, Grouping group, Map<String, @Nullable String> seen)
            throws SQLException {
        String tag = null;
        if (group.tagKey() != null) {
            String facts = String.valueOf(row.getString("facts"));
            tag = seen.computeIfAbsent(facts, (stored) -> tag(stored, String.valueOf(group.tagKey())));
        }
        return new Measurement(row.getString("dimension"), row.getDouble("measured"), row.getLong("at_us"),
                row.getString("span_name"), row.getString("service_name"), row.getString("model"), tag);
    }

    private @Nullable String tag(String facts, String key) {
        return TraceFacts.read(facts, this.json).tags().get(key);
    }

    /**
     * Which measurements.
     *
     * @param dimension what was measured, or null for all
     * @param spanNames names of their spans; all when empty
     * @param tags {@code key:value} or {@code key} of their traces; all must be there
     * @param services services of their spans; all when empty
     * @param from the earliest, or null
     * @param to the first that is too late, or null
     */
    public record Measured(@Nullable String dimension, List<String> spanNames, List<String> tags, List<String> services,
            @Nullable Instant from, @Nullable Instant to) {

        /**
         * The same at another time.
         * @param earliest the earliest, or null
         * @param tooLate the first that is too late, or null
         * @return which measurements
         */
        public Measured within(@Nullable Instant earliest, @Nullable Instant tooLate) {
            return new Measured(this.dimension, this.spanNames, this.tags, this.services, earliest, tooLate);
        }

    }

    /**
     * A measurement as it is summed up.
     *
     * @param dimension what was measured
     * @param value the value
     * @param atUs when its span began
     * @param spanName its span's name
     * @param service its span's service, or null
     * @param model its span's model, or null
     * @param tag the value of the tag by which is grouped, or null
     */
    record Measurement(String dimension, double value, long atUs, String spanName, @Nullable String service,
            @Nullable String model, @Nullable String tag) {
    }

    /**
     * How measurements are grouped.
     *
     * @param by what makes a group
     * @param tagKey the tag's key, or null
     */
    public record Grouping(By by, @Nullable String tagKey) {

        @Nullable String of(Measurement measurement) {
            return switch (this.by) {
                case NOTHING -> null;
                case SPAN_NAME -> measurement.spanName();
                case SERVICE -> measurement.service();
                case MODEL -> measurement.model();
                case TAG -> measurement.tag();
            };
        }

        /** What can make a group. */
        public enum By {

            /** There is one group. */
            NOTHING,
            /** The span's name. */
            SPAN_NAME,
            /** The span's service. */
            SERVICE,
            /** The span's model. */
            MODEL,
            /** A tag of the trace. */
            TAG

        }

    }

    /** How single measurements are sorted. */
    public enum ValueOrder {

        /** Latest first. */
        LATEST,
        /** Smallest first. */
        SMALLEST,
        /** Largest first. */
        LARGEST

    }

    /**
     * A dimension.
     *
     * @param dimension its name
     * @param count how many measurements
     * @param mean their mean
     * @param min the smallest
     * @param max the largest
     * @param p50 half are at most so large
     * @param p90 nine of ten are at most so large
     * @param lastTime when the latest was
     * @param lastValue the latest
     * @param spanNames names of the spans it was measured about
     * @param trend means of equal pieces of the time, null where nothing was measured
     */
    public record Dimension(String dimension, long count, @Nullable Double mean, @Nullable Double min,
            @Nullable Double max, @Nullable Double p50, @Nullable Double p90, Instant lastTime, double lastValue,
            List<String> spanNames, List<@Nullable Double> trend) {
    }

    /**
     * Measurements over time.
     *
     * @param dimension what was measured
     * @param from where it begins
     * @param to where it ends
     * @param bucketUs how long a point is, in microseconds
     * @param totals all of it
     * @param series one for each group, the biggest first
     * @param distribution how the values spread
     */
    public record Series(String dimension, Instant from, Instant to, long bucketUs, Figures totals, List<Line> series,
            List<Bin> distribution) {
    }

    /**
     * Figures about values.
     *
     * @param count how many
     * @param mean their mean, or null
     * @param min the smallest, or null
     * @param max the largest, or null
     * @param p50 half are at most so large, or null
     * @param p90 nine of ten are at most so large, or null
     */
    public record Figures(long count, @Nullable Double mean, @Nullable Double min, @Nullable Double max,
            @Nullable Double p50, @Nullable Double p90) {
    }

    /**
     * A group over time.
     *
     * @param group its name, or null
     * @param count how many values
     * @param mean their mean
     * @param points every bucket
     */
    public record Line(@Nullable String group, long count, @Nullable Double mean, List<SeriesPoint> points) {
    }

    /**
     * Figures of a bucket.
     *
     * @param time where it begins
     * @param count how many values
     * @param mean their mean, or null
     * @param min the smallest, or null
     * @param max the largest, or null
     * @param p50 half are at most so large, or null
     * @param p90 nine of ten are at most so large, or null
     */
    public record SeriesPoint(Instant time, long count, @Nullable Double mean, @Nullable Double min,
            @Nullable Double max, @Nullable Double p50, @Nullable Double p90) {
    }

    /**
     * A piece of a distribution.
     *
     * @param from where it begins
     * @param to where it ends
     * @param count how many values are in it
     */
    public record Bin(double from, double to, long count) {
    }

    /**
     * A single measurement.
     *
     * @param id the metric's id, or the span's
     * @param value the value
     * @param comment why, or null
     * @param createdAt when it was made
     * @param spanId the span it is about
     * @param spanName that span's name
     * @param traceId that span's trace
     * @param traceName that trace's name
     * @param inputPreview what the trace was asked, or null
     */
    public record Value(UUID id, double value, @Nullable String comment, Instant createdAt, UUID spanId,
            String spanName, UUID traceId, String traceName, @Nullable String inputPreview) {
    }

}
