// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import ai.opper.tracing.span.SpanRecord;
import org.jspecify.annotations.Nullable;

/**
 * A finished span that knows its place among the spans recorded so far. Immutable: it
 * shows the moment it was asked for.
 */
public final class RecordedSpan {

    private final SpanRecord record;

    private final SpanForest forest;

    RecordedSpan(SpanRecord record, SpanForest forest) {
        this.record = record;
        this.forest = forest;
    }

    /**
     * Everything that was recorded about it.
     * @return the span as it would leave the process, with its late metrics
     */
    public SpanRecord record() {
        return this.record;
    }

    public UUID id() {
        return this.record.id();
    }

    public UUID traceId() {
        return this.record.traceId();
    }

    public String name() {
        return this.record.name();
    }

    public String type() {
        return this.record.type();
    }

    /**
     * Whether it starts a trace.
     * @return {@code true} without a parent anywhere, recorded or not
     */
    public boolean isRoot() {
        return this.record.isRoot();
    }

    /**
     * How long it took.
     * @return from start to end, zero when it has no end
     */
    public Duration duration() {
        return (this.record.endTime() != null) ? Duration.between(this.record.startTime(), this.record.endTime())
                : Duration.ZERO;
    }

    /**
     * The span above it.
     * @return the parent, or {@code null} when there is none, it has not ended yet or it
     * belongs to another process
     */
    public @Nullable RecordedSpan parent() {
        return this.forest.parent(this);
    }

    /**
     * The spans right below it, in the order in which they started.
     * @return an immutable list
     */
    public List<RecordedSpan> children() {
        return this.forest.children(this);
    }

    String tree() {
        return this.forest.tree();
    }

    /** One line with name, type, duration, error and metrics. Never a payload. */
    @Override
    public String toString() {
        return TreePrinter.line(this);
    }

}
