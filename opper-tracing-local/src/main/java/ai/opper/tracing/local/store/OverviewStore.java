// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Sums up traces over time. */
public final class OverviewStore {

    private static final int MOST_NAMES = 50;

    private final Sql sql;

    OverviewStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * Sums up.
     * @param filter which traces; its time is that of the overview, by default the last
     * hour that has traces
     * @param buckets how many points at most
     * @return totals, the totals of the time before, points, names of spans, models
     */
    public Overview of(TraceFilter filter, int buckets) {
        Range range = Range.of(filter.from(), filter.to(), latest(filter), buckets);
        Sum all = new Sum();
        List<Sum> points = new ArrayList<>();
        for (int i = 0; i < range.count(); i++) {
            points.add(new Sum());
        }
        collect(filter, range, (us, trace) -> {
            all.add(trace);
            points.get(range.bucket(us)).add(trace);
        });
        Range before = range.before();
        Sum earlier = new Sum();
        collect(filter, before, (us, trace) -> earlier.add(trace));
        Map<String, SpanSum> names = new HashMap<>();
        Map<String, SpanSum> models = new HashMap<>();
        spans(filter, range, names, models);
        return new Overview(range.from(), range.to(), range.bucketUs(), all.totals(),
                (earlier.traces > 0) ? earlier.totals() : null, points(range, points), slowestAndMostFailing(names),
                models.entrySet()
                    .stream()
                    .sorted(Comparator.comparing((Map.Entry<String, SpanSum> entry) -> -entry.getValue().count))
                    .limit(MOST_NAMES)
                    .map((entry) -> entry.getValue().model(entry.getKey()))
                    .toList());
    }

    private @Nullable Long latest(TraceFilter filter) {
        TraceConditions conditions = TraceConditions.of(filter.within(null, filter.to()), this.sql);
        return conditions
            .statement("select t.start_us from local_trace t%s order by %s fetch first 1 rows only"
                .formatted(conditions.where(), TraceSort.NEWEST.orderBy()))
            .query(Long.class)
            .optional()
            .orElse(null);
    }

    private void collect(TraceFilter filter, Range range, Collector collector) {
        TraceConditions conditions = TraceConditions.of(filter.within(range.from(), range.to()), this.sql);
        conditions
            .statement("select t.start_us, t.status, t.duration_us, t.span_count, t.input_tokens, t.output_tokens, "
                    + "t.total_tokens, t.cost from local_trace t" + conditions.where())
            .query((row) -> {
                collector.add(row.getLong("start_us"),
                        new Trace(TraceStatus.ofCode(row.getInt("status")), Columns.longOrNull(row, "duration_us"),
                                row.getLong("span_count"),
                                new Numbers(Columns.longOrNull(row, "input_tokens"),
                                        Columns.longOrNull(row, "output_tokens"),
                                        Columns.longOrNull(row, "total_tokens"), Columns.doubleOrNull(row, "cost"))));
            });
    }

    private void spans(TraceFilter filter, Range range, Map<String, SpanSum> names, Map<String, SpanSum> models) {
        TraceConditions conditions = TraceConditions.of(filter.within(range.from(), range.to()), this.sql);
        conditions.statement("""
                select s.name, s.type, s.model, s.duration_us, s.error_preview is not null as failed, s.input_tokens,
                  s.output_tokens, s.total_tokens, s.cost
                from local_trace t join local_span s on s.trace_no = t.no""" + conditions.where()).query((row) -> {
            Numbers numbers = new Numbers(Columns.longOrNull(row, "input_tokens"),
                    Columns.longOrNull(row, "output_tokens"), Columns.longOrNull(row, "total_tokens"),
                    Columns.doubleOrNull(row, "cost"));
            Long duration = Columns.longOrNull(row, "duration_us");
            boolean failed = row.getBoolean("failed");
            names.computeIfAbsent(row.getString("name"), (name) -> new SpanSum())
                .add(row.getString("type"), duration, failed, numbers);
            String model = row.getString("model");
            if (model != null) {
                models.computeIfAbsent(model, (name) -> new SpanSum()).add(null, duration, failed, numbers);
            }
        });
    }

    private static List<Point> points(Range range, List<Sum> sums) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            points.add(sums.get(i).point(range.time(i)));
        }
        return points;
    }

    private static List<SpanName> slowestAndMostFailing(Map<String, SpanSum> names) {
        List<SpanName> all = names.entrySet().stream().map((entry) -> entry.getValue().name(entry.getKey())).toList();
        Set<SpanName> chosen = new LinkedHashSet<>();
        all.stream()
            .sorted(Comparator.comparing((SpanName name) -> (name.p90Us() != null) ? -name.p90Us() : 0))
            .limit(MOST_NAMES)
            .forEach(chosen::add);
        all.stream()
            .filter((name) -> name.errors() > 0)
            .sorted(Comparator.comparing((SpanName name) -> -name.errors()))
            .limit(MOST_NAMES)
            .forEach(chosen::add);
        return List.copyOf(chosen);
    }

    private interface Collector {

        void add(long startUs, Trace trace);

    }

    private record Trace(TraceStatus status, @Nullable Long durationUs, long spans, Numbers numbers) {
    }

    private static final class Sum {

        private final Values durations = new Values();

        private long traces;

        private long errors;

        private long running;

        private long spans;

        private Numbers numbers = new Numbers(null, null, null, null);

        private void add(Trace trace) {
            this.traces++;
            this.errors += (trace.status() == TraceStatus.ERROR) ? 1 : 0;
            this.running += (trace.status() == TraceStatus.RUNNING) ? 1 : 0;
            this.spans += trace.spans();
            this.numbers = this.numbers.plus(trace.numbers());
            if (trace.durationUs() != null) {
                this.durations.add(trace.durationUs());
            }
        }

        private Totals totals() {
            return new Totals(this.traces, this.errors, this.running, this.spans, this.numbers.totalTokens(),
                    this.numbers.cost(), this.durations.whole(50), this.durations.whole(90), this.durations.whole(99));
        }

        private Point point(Instant time) {
            return new Point(time, this.traces, this.errors, this.durations.whole(50), this.durations.whole(90),
                    this.durations.whole(99), this.numbers.inputTokens(), this.numbers.outputTokens(),
                    this.numbers.totalTokens(), this.numbers.cost());
        }

    }

    private static final class SpanSum {

        private final Values durations = new Values();

        private @Nullable String type;

        private long count;

        private long errors;

        private Numbers numbers = new Numbers(null, null, null, null);

        private void add(@Nullable String kind, @Nullable Long durationUs, boolean failed, Numbers more) {
            this.type = (this.type != null) ? this.type : kind;
            this.count++;
            this.errors += failed ? 1 : 0;
            this.numbers = this.numbers.plus(more);
            if (durationUs != null) {
                this.durations.add(durationUs);
            }
        }

        private SpanName name(String name) {
            Double most = this.durations.max();
            return new SpanName(name, this.type, this.count, this.errors, this.durations.whole(50),
                    this.durations.whole(90), this.durations.whole(99),
                    (most != null) ? Long.valueOf(most.longValue()) : null, this.numbers.totalTokens(),
                    this.numbers.cost());
        }

        private Model model(String model) {
            return new Model(model, this.count, this.errors, this.durations.whole(50), this.durations.whole(90),
                    this.numbers.inputTokens(), this.numbers.outputTokens(), this.numbers.totalTokens(),
                    this.numbers.cost());
        }

    }

    /**
     * An overview.
     *
     * @param from where it begins
     * @param to where it ends
     * @param bucketUs how long a point is, in microseconds
     * @param totals all of it
     * @param before the equally long time before, or null when it has no traces
     * @param points over time; every bucket
     * @param spanNames the slowest and the most failing names of spans
     * @param models the models, most used first
     */
    public record Overview(Instant from, Instant to, long bucketUs, Totals totals, @Nullable Totals before,
            List<Point> points, List<SpanName> spanNames, List<Model> models) {
    }

    /**
     * Figures about traces.
     *
     * @param traces how many
     * @param errors how many failed
     * @param running how many run
     * @param spans how many spans they have
     * @param totalTokens tokens, or null
     * @param cost dollars, or null
     * @param p50Us half took at most so long
     * @param p90Us nine of ten took at most so long
     * @param p99Us all but one of a hundred took at most so long
     */
    public record Totals(long traces, long errors, long running, long spans, @Nullable Long totalTokens,
            @Nullable Double cost, @Nullable Long p50Us, @Nullable Long p90Us, @Nullable Long p99Us) {
    }

    /**
     * Figures of a bucket.
     *
     * @param time where it begins
     * @param traces how many
     * @param errors how many failed
     * @param p50Us half took at most so long
     * @param p90Us nine of ten took at most so long
     * @param p99Us all but one of a hundred took at most so long
     * @param inputTokens tokens in, or null
     * @param outputTokens tokens out, or null
     * @param totalTokens tokens, or null
     * @param cost dollars, or null
     */
    public record Point(Instant time, long traces, long errors, @Nullable Long p50Us, @Nullable Long p90Us,
            @Nullable Long p99Us, @Nullable Long inputTokens, @Nullable Long outputTokens, @Nullable Long totalTokens,
            @Nullable Double cost) {
    }

    /**
     * Figures about spans of one name.
     *
     * @param name the name
     * @param type the type of the first of them, or null
     * @param count how many
     * @param errors how many failed
     * @param p50Us half took at most so long
     * @param p90Us nine of ten took at most so long
     * @param p99Us all but one of a hundred took at most so long
     * @param maxUs the longest
     * @param totalTokens tokens, or null
     * @param cost dollars, or null
     */
    public record SpanName(String name, @Nullable String type, long count, long errors, @Nullable Long p50Us,
            @Nullable Long p90Us, @Nullable Long p99Us, @Nullable Long maxUs, @Nullable Long totalTokens,
            @Nullable Double cost) {
    }

    /**
     * Figures about a model.
     *
     * @param model the model
     * @param count how many spans used it
     * @param errors how many failed
     * @param p50Us half took at most so long
     * @param p90Us nine of ten took at most so long
     * @param inputTokens tokens in, or null
     * @param outputTokens tokens out, or null
     * @param totalTokens tokens, or null
     * @param cost dollars, or null
     */
    public record Model(String model, long count, long errors, @Nullable Long p50Us, @Nullable Long p90Us,
            @Nullable Long inputTokens, @Nullable Long outputTokens, @Nullable Long totalTokens,
            @Nullable Double cost) {
    }

}
