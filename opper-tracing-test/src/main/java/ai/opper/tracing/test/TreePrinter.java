// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import ai.opper.tracing.span.MetricRecord;

/**
 * Prints spans as an indented tree for people. The names stand where
 * {@link RecordedSpansAssert#hasTree(String)} expects them.
 */
final class TreePrinter {

    private static final String INDENT = "  ";

    private static final double NANOS_PER_MILLI = 1e6;

    private TreePrinter() {
    }

    static String print(SpanForest forest) {
        StringBuilder text = new StringBuilder();
        forest.tops().forEach((top) -> print(top, 0, text));
        forest.strayMetrics()
            .forEach((id, metrics) -> text.append("(the span ")
                .append(id)
                .append(" has not ended")
                .append(metrics(metrics))
                .append(")\n"));
        return text.isEmpty() ? "No span was recorded." : "Recorded spans:\n" + text;
    }

    private static void print(RecordedSpan span, int depth, StringBuilder text) {
        text.append(INDENT.repeat(depth)).append(line(span)).append('\n');
        span.children().forEach((child) -> print(child, depth + 1, text));
    }

    static String line(RecordedSpan span) {
        return span.name() + " (" + span.type() + ", "
                + ((span.record().endTime() != null) ? millis(span.duration()) : "not ended") + orphan(span) + ")"
                + metrics(span.record().metrics())
                + ((span.record().error() != null) ? "  ERROR " + span.record().error() : "");
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / NANOS_PER_MILLI);
    }

    private static String orphan(RecordedSpan span) {
        return (span.isRoot() || span.parent() != null) ? ""
                : ", its parent " + span.record().parentId() + " is not recorded";
    }

    private static String metrics(List<MetricRecord> metrics) {
        return metrics.stream()
            .map((metric) -> "  " + metric.dimension() + "=" + number(metric.value()))
            .collect(Collectors.joining());
    }

    static String number(double value) {
        return (value == Math.rint(value) && Math.abs(value) < 1e15) ? Long.toString((long) value)
                : Double.toString(value);
    }

}
