// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A span's place in its trace, for as long as anything below it may still refer to it.
 *
 * <p>
 * A child keeps its parent's node, so exporting can ask two questions about a parent
 * without any table of ids: what does it look like right now, and has it reached the
 * destination?
 */
public abstract class SpanNode {

    private final UUID id;

    private final UUID traceId;

    private final @Nullable SpanNode parent;

    private @Nullable Object delivery;

    private volatile boolean recordDropped;

    protected SpanNode(UUID id, UUID traceId, @Nullable SpanNode parent) {
        this.id = id;
        this.traceId = traceId;
        this.parent = parent;
    }

    public final UUID id() {
        return this.id;
    }

    public final UUID traceId() {
        return this.traceId;
    }

    /**
     * The node above, when it belongs to this process.
     * @return the parent, or {@code null} for the first span of a trace in this process
     */
    public final @Nullable SpanNode parent() {
        return this.parent;
    }

    /**
     * Tells what the span looks like while it runs. Any thread.
     * @return the span as far as it is known now, without an end time
     */
    public abstract SpanRecord snapshot();

    /**
     * Whether the span has ended, so that its record has been given to the
     * {@link SpanSink}.
     * @return {@code true} after the end
     */
    public abstract boolean isEnded();

    /**
     * Whether the span's record had no room, so that it will never come.
     * @return {@code true} after {@link #dropRecord}
     */
    public final boolean isRecordDropped() {
        return this.recordDropped;
    }

    /** Notes that the span's record had no room. Any thread. */
    public final void dropRecord() {
        this.recordDropped = true;
    }

    /**
     * Learns that the destination has the finished span. Called once, by the one thread
     * that ships spans, which must neither be blocked nor see an exception.
     */
    public void onStored() {
    }

    /**
     * What exporting remembers of this span. Only the one thread that ships spans touches
     * it; recording never does.
     * @return whatever that thread has put there
     */
    public final @Nullable Object delivery() {
        return this.delivery;
    }

    /**
     * Remembers something about this span. Only for the one thread that ships spans.
     * @param delivery what to remember
     */
    public final void delivery(@Nullable Object delivery) {
        this.delivery = delivery;
    }

}
