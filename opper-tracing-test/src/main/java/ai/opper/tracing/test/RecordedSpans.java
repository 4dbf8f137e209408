// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

/**
 * Keeps finished spans in memory instead of sending them, for the assertions of a test.
 *
 * <p>
 * A metric that comes after the end of its span is merged into it. Everything a query
 * returns shows the moment of the query. Any thread may use it.
 */
public final class RecordedSpans implements SpanSink {

    private final Watched guard = new Watched();

    private final List<SpanRecord> spans = new ArrayList<>();

    private final Map<UUID, List<MetricRecord>> lateMetrics = new LinkedHashMap<>();

    @Override
    public void accept(SpanNode node, SpanRecord span) {
        this.guard.change(() -> {
            this.spans.add(span);
        });
    }

    @Override
    public void accept(SpanNode node, MetricRecord metric) {
        this.guard.change(() -> {
            this.lateMetrics.computeIfAbsent(node.id(), (id) -> new ArrayList<>()).add(metric);
        });
    }

    /**
     * Every finished span, in the order in which they ended.
     * @return an immutable copy
     */
    public List<RecordedSpan> all() {
        return forest().spans();
    }

    /**
     * The spans that start a trace, in the order in which they started.
     * @return an immutable copy
     */
    public List<RecordedSpan> roots() {
        return forest().tops().stream().filter(RecordedSpan::isRoot).toList();
    }

    /**
     * The span of a name.
     * @param name its name
     * @return the only span of that name
     * @throws AssertionError when there is none or more than one; it shows the whole tree
     */
    public RecordedSpan span(String name) {
        SpanForest forest = forest();
        List<RecordedSpan> named = forest.named(name);
        if (named.size() != 1) {
            throw new AssertionError(
                    "Expected one span '" + name + "', but " + named.size() + " were recorded.\n\n" + forest.tree());
        }
        return named.get(0);
    }

    /**
     * The spans right below a span, in the order in which they started.
     * @param span the span above them
     * @return an immutable copy
     */
    public List<RecordedSpan> children(RecordedSpan span) {
        return forest().children(span);
    }

    /**
     * Waits until so many spans have ended, for work that goes on in other threads.
     * @param count how many at least, since the start or the last {@link #clear()}
     * @param timeout how long to wait
     * @return every finished span by then
     * @throws AssertionError when the time is over; it shows the whole tree
     */
    public List<RecordedSpan> awaitSpans(int count, Duration timeout) {
        this.guard.await(() -> this.spans.size() >= count, timeout, () -> "Expected at least " + count
                + " spans within " + timeout + ", but " + this.spans.size() + " have ended.\n\n" + tree());
        return all();
    }

    /** Forgets everything. */
    public void clear() {
        this.guard.change(() -> {
            this.spans.clear();
            this.lateMetrics.clear();
        });
    }

    /**
     * Prints every trace as an indented tree with types, durations, errors and metrics.
     * Never a payload.
     * @return lines, for people
     */
    public String tree() {
        return forest().tree();
    }

    /** Prints the tree. */
    @Override
    public String toString() {
        return tree();
    }

    SpanForest forest() {
        return this.guard.read(() -> SpanForest.of(this.spans, this.lateMetrics));
    }

}
