// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What the spans of a trace took and measured. Its text is a report, without inputs and
 * outputs.
 *
 * @param trace the trace
 * @param byType figures for each type of span
 * @param metrics figures for each dimension of the metrics
 * @param modelTime the time of all spans of models together
 */
public record TraceAnalysis(Trace trace, Map<String, SpanFigures> byType, Map<String, MetricFigures> metrics,
        Duration modelTime) {

    private static final Set<String> MODELS = Set.of("llm", "generation");

    static TraceAnalysis of(Trace trace) {
        Map<String, List<TraceSpan>> byType = new TreeMap<>();
        Map<String, List<Double>> values = new TreeMap<>();
        for (TraceSpan span : trace.spans()) {
            byType.computeIfAbsent(Objects.requireNonNullElse(span.type(), "unknown"), (type) -> new ArrayList<>())
                .add(span);
            for (OpperMetric metric : Objects.requireNonNullElse(span.metrics(), List.<OpperMetric>of())) {
                values.computeIfAbsent(metric.dimension(), (dimension) -> new ArrayList<>()).add(metric.value());
            }
        }
        Map<String, SpanFigures> spans = new TreeMap<>();
        byType.forEach((type, of) -> spans.put(type, SpanFigures.of(of)));
        Map<String, MetricFigures> metrics = new TreeMap<>();
        values.forEach((dimension, of) -> metrics.put(dimension, MetricFigures.of(of)));
        Duration modelTime = spans.entrySet()
            .stream()
            .filter((entry) -> MODELS.contains(entry.getKey()))
            .map((entry) -> entry.getValue().total())
            .reduce(Duration.ZERO, Duration::plus);
        return new TraceAnalysis(trace, Map.copyOf(spans), Map.copyOf(metrics), modelTime);
    }

    /**
     * The share of the trace's time that models took. It may be more than one when models
     * worked side by side.
     * @return a number, or {@code null} when the trace's duration is not known
     */
    public @Nullable Double modelShare() {
        Long duration = this.trace.summary().durationMs();
        return (duration != null && duration > 0) ? (double) this.modelTime.toMillis() / duration : null;
    }

    /**
     * The tokens of all models.
     * @return what the API tells, else the sum over the spans of models
     */
    public long totalTokens() {
        Long told = this.trace.summary().totalTokens();
        return (told != null) ? told : this.byType.values().stream().mapToLong(SpanFigures::tokens).sum();
    }

    @Override
    public String toString() {
        TraceSummary summary = this.trace.summary();
        List<String> lines = new ArrayList<>();
        lines.add(Objects.requireNonNullElse(summary.name(), "unnamed") + " (" + summary.id() + ')');
        String duration = (summary.durationMs() != null) ? String.format(Locale.ROOT, "%,d ms, ", summary.durationMs())
                : "";
        lines.add(duration + this.trace.spans().size() + " spans, "
                + String.format(Locale.ROOT, "%,d tokens", totalTokens()));
        new TreeMap<>(this.byType)
            .forEach((type, figures) -> lines.add(String.format(Locale.ROOT, "%-12s %s", type, figures)));
        Double share = modelShare();
        if (share != null && !this.modelTime.isZero()) {
            lines.add(String.format(Locale.ROOT, "models took %,d ms, %.1f %% of the time", this.modelTime.toMillis(),
                    share * 100));
        }
        new TreeMap<>(this.metrics).forEach((dimension, figures) -> lines.add("metric " + dimension + ": " + figures));
        return String.join("\n", lines) + '\n';
    }

    /**
     * Figures of the spans of one type.
     *
     * @param count how many there are
     * @param failed how many of them failed
     * @param total how long they took together
     * @param longest how long the longest took
     * @param tokens how many tokens they used
     */
    public record SpanFigures(int count, int failed, Duration total, Duration longest, long tokens) {

        private static SpanFigures of(List<TraceSpan> spans) {
            Duration total = Duration.ZERO;
            Duration longest = Duration.ZERO;
            long tokens = 0;
            int failed = 0;
            for (TraceSpan span : spans) {
                Duration duration = Objects.requireNonNullElse(span.duration(), Duration.ZERO);
                total = total.plus(duration);
                longest = (duration.compareTo(longest) > 0) ? duration : longest;
                tokens += Objects.requireNonNullElse(span.totalTokens(), 0L);
                failed += (span.error() != null) ? 1 : 0;
            }
            return new SpanFigures(spans.size(), failed, total, longest, tokens);
        }

        /**
         * How long a span of this type took on average.
         * @return the mean
         */
        public Duration average() {
            return (this.count > 0) ? this.total.dividedBy(this.count) : Duration.ZERO;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "%d spans, %,d ms, on average %,d ms, at most %,d ms, %,d tokens, %d failed", this.count,
                    this.total.toMillis(), average().toMillis(), this.longest.toMillis(), this.tokens, this.failed);
        }

    }

    /**
     * Figures of the metrics of one dimension.
     *
     * @param count how many there are
     * @param min the smallest value
     * @param average the mean
     * @param max the largest value
     */
    public record MetricFigures(int count, double min, double average, double max) {

        private static MetricFigures of(List<Double> values) {
            DoubleSummaryStatistics figures = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
            return new MetricFigures(values.size(), figures.getMin(), figures.getAverage(), figures.getMax());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s on average, from %s to %s, %d times", this.average, this.min,
                    this.max, this.count);
        }

    }

}
