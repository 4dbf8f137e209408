// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.log;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanRecord;

/** Draws the spans of a trace as a tree of lines. */
final class TraceTree {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<SpanRecord> spans;

    private final StringBuilder text = new StringBuilder();

    private TraceTree(List<SpanRecord> spans) {
        this.spans = spans;
    }

    static String print(List<SpanRecord> spans) {
        SpanRecord root = spans.get(spans.size() - 1);
        TraceTree tree = new TraceTree(spans);
        tree.text.append("Trace ").append(root.traceId()).append(System.lineSeparator()).append(line(root));
        tree.printBelow(root.id(), "");
        return tree.text.toString();
    }

    private void printBelow(UUID parentId, String indent) {
        List<SpanRecord> children = this.spans.stream()
            .filter((span) -> Objects.equals(span.parentId(), parentId))
            .sorted(Comparator.comparing(SpanRecord::startTime))
            .toList();
        for (int index = 0; index < children.size(); index++) {
            boolean last = index == children.size() - 1;
            SpanRecord child = children.get(index);
            this.text.append(System.lineSeparator()).append(indent).append(last ? "└─ " : "├─ ").append(line(child));
            printBelow(child.id(), indent + (last ? "   " : "│  "));
        }
    }

    private static String line(SpanRecord span) {
        return span.name() + " [" + span.type() + "] " + duration(span) + error(span.error()) + metrics(span.metrics());
    }

    private static String duration(SpanRecord span) {
        if (span.endTime() == null) {
            return "still running";
        }
        double millis = Duration.between(span.startTime(), span.endTime()).toNanos() / NANOS_PER_MILLI;
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }

    /** The message may hold payload, so only the class is shown. */
    private static String error(@Nullable String error) {
        return (error != null) ? " failed with " + error.replaceFirst(":.*", "").lines().findFirst().orElse("") : "";
    }

    private static String metrics(List<MetricRecord> metrics) {
        return metrics.stream()
            .map((metric) -> metric.dimension() + '=' + metric.value())
            .collect(Collectors.joining(", ", metrics.isEmpty() ? "" : " {", metrics.isEmpty() ? "" : "}"));
    }

}
