// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.TracerBridge.Counterpart;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.TraceClock;
import ai.opper.tracing.span.UuidV7;

/**
 * A span while it runs: collects what is said about it, and becomes a {@link SpanRecord}
 * when its observation stops. Closing it through the span that {@code currentSpan()} gave
 * does nothing, since whoever started it ends it.
 */
final class RecordingSpan extends DescribedSpan implements TracePosition {

    /** What an open span takes with its observation, before anything is said about it. */
    private static final int FIXED_BYTES = 1_500;

    private final TracePosition above;

    private final String type;

    private final boolean ofLibrary;

    private final RenderedAttributes attributes;

    private final TraceClock clock;

    private final long startNanoTime;

    private final Object lock = new Object();

    private volatile String name;

    private volatile boolean kept;

    private volatile boolean announced;

    private volatile boolean stored;

    /** Whether Opper tells of the call that this span stands for, if it is answered. */
    private volatile boolean callsOpper;

    private volatile boolean answeredByOpper;

    private @Nullable BigDecimal opperCost;

    private volatile boolean example;

    private volatile boolean ended;

    private volatile boolean abandoned;

    private volatile boolean hasChildren;

    private SpanContent content = new SpanContent();

    private boolean workEnded;

    private long endNanoTime;

    /** A frame that has ended, and may be recorded yet. */
    private @Nullable SpanRecord frame;

    private OpenSpans.@Nullable Entry open;

    /**
     * Opens a span.
     * @param recording what all spans share
     * @param spec what is known of it
     * @param above where it hangs
     * @param attributes what it inherits
     * @param clock the time of its trace
     * @param startNanoTime when it starts, a reading of {@link TraceClock#nanoTime()}
     */
    RecordingSpan(SpanRecording recording, SpanSpec spec, TracePosition above, RenderedAttributes attributes,
            TraceClock clock, long startNanoTime) {
        super(recording, UuidV7.at(clock.epochMillisAt(startNanoTime)), traceIdOf(above), nodeOf(above));
        this.above = above;
        this.name = spec.name();
        this.type = spec.type();
        this.ofLibrary = spec.ofLibrary();
        this.kept = spec.recordedAlone();
        this.attributes = attributes;
        this.clock = clock;
        this.startNanoTime = startNanoTime;
        if (above instanceof RecordingSpan parent) {
            parent.hasChildren = true;
        }
        if (this.kept) {
            keepAbove();
        }
    }

    private static UUID traceIdOf(TracePosition above) {
        return (above instanceof RecordingSpan parent) ? parent.traceId() : ((TraceEntry) above).traceId();
    }

    private static @Nullable SpanNode nodeOf(TracePosition above) {
        return (above instanceof RecordingSpan parent) ? parent : ((TraceEntry) above).node();
    }

    /** Lets somebody see to it that the span ends some day. */
    void watch(OpenSpans openSpans) {
        synchronized (this.lock) {
            this.open = openSpans.add(this, FIXED_BYTES);
        }
    }

    TracePosition above() {
        return this.above;
    }

    @Override
    String name() {
        return this.name;
    }

    @Override
    Instant now() {
        return this.clock.at(TraceClock.nanoTime());
    }

    TraceClock clock() {
        return this.clock;
    }

    long startNanoTime() {
        return this.startNanoTime;
    }

    /** The first span of the trace in this process. */
    RecordingSpan root() {
        RecordingSpan root = this;
        while (root.above instanceof RecordingSpan parent) {
            root = parent;
        }
        return root;
    }

    private @Nullable UUID parentId() {
        return (this.above instanceof TraceEntry entry) ? entry.parentId() : ((RecordingSpan) this.above).id();
    }

    RenderedAttributes attributes() {
        return this.attributes;
    }

    /** Whether it is certain that the span will be recorded. */
    boolean isKept() {
        return this.kept;
    }

    /** A frame is worth recording as soon as there is something in it. */
    @Override
    void keep() {
        if (this.kept) {
            return;
        }
        SpanRecord late;
        synchronized (this.lock) {
            if (this.kept) {
                return;
            }
            this.kept = true;
            late = this.frame;
            this.frame = null;
        }
        keepAbove();
        if (late != null) {
            recording().finished(this, late);
        }
    }

    private void keepAbove() {
        if (this.above instanceof RecordingSpan parent) {
            parent.keep();
        }
    }

    /** Another service is about to hang its spans below this one. */
    TraceEntry announce() {
        if (!this.announced) {
            this.announced = true;
            recording().announced(this);
        }
        return new TraceEntry(traceId(), id());
    }

    /** Whether a library does the work, and not the application itself. */
    boolean isOfLibrary() {
        return this.ofLibrary;
    }

    /** Whether the destination is known to have the span. */
    boolean isStored() {
        return this.stored;
    }

    void stored(boolean known) {
        this.stored |= known;
    }

    /** What this span stands for is about to be a span of Opper's, too. */
    void callsOpper() {
        this.callsOpper = this.ofLibrary && ModelCallContent.isToldBy(this.type);
    }

    /** Opper has done what was asked for. A span may make several calls. */
    void answeredByOpper(@Nullable BigDecimal cost) {
        this.answeredByOpper = true;
        BigDecimal sum = null;
        synchronized (this.lock) {
            if (cost != null && !this.ended) {
                sum = (this.opperCost != null) ? this.opperCost.add(cost) : cost;
                this.opperCost = sum;
            }
        }
        if (sum != null) {
            meta("opper_cost", sum);
        }
    }

    /** The span shall become an example, as soon as the destination has all of it. */
    void saveAsExample() {
        this.example = true;
    }

    @Override
    public void onStored() {
        if (this.example) {
            recording().saveExample(this);
        }
    }

    @Override
    public boolean isEnded() {
        return this.ended;
    }

    boolean isAbandoned() {
        return this.abandoned;
    }

    /** A better name is sometimes known only when the work is over. */
    void rename(String name) {
        if (!this.name.equals(name)) {
            this.name = recording().capture().text(name);
        }
    }

    void startedBy(RecordingSpan starter) {
        meta("started_by_trace_id", starter.traceId());
        meta("started_by_span_id", starter.id());
    }

    /** Each of the two spans of one observation names the other. */
    void meets(Counterpart counterpart) {
        safely(() -> {
            meta("w3c_trace_id", counterpart.traceId());
            meta("w3c_span_id", counterpart.spanId());
            counterpart.baggage().forEach(this::tag);
            counterpart.refer(id());
        });
    }

    @Override
    void add(MetricRecord metric) {
        boolean late;
        synchronized (this.lock) {
            late = this.ended || !this.content.metric(metric);
            if (!late) {
                grow();
            }
        }
        if (late) {
            recording().metricBeside(this, metric);
        }
    }

    /** The end of the work is the end of the span, whenever that ends. */
    long workEnds() {
        long now = TraceClock.nanoTime();
        synchronized (this.lock) {
            this.workEnded = true;
            this.endNanoTime = now;
        }
        return now;
    }

    /** Ends the span, once. */
    void end() {
        finish();
    }

    /**
     * Ends the span, since nobody does.
     * @return {@code false} when it has ended already
     */
    boolean abandon() {
        Payload yes = recording().capture().value(true);
        synchronized (this.lock) {
            if (this.ended) {
                return false;
            }
            this.content.meta("abandoned", yes);
            this.abandoned = true;
        }
        return finish();
    }

    private boolean finish() {
        SpanRecord record;
        synchronized (this.lock) {
            if (this.ended) {
                return false;
            }
            record = record(this.clock.at(this.workEnded ? this.endNanoTime : TraceClock.nanoTime()));
            close(this.kept ? null : record);
            if (!this.kept) {
                return true;
            }
        }
        recording().finished(this, record);
        return true;
    }

    /** Nothing is said about the span any more, and children may keep it for long. */
    private void close(@Nullable SpanRecord frame) {
        this.ended = true;
        this.frame = frame;
        this.content = SpanContent.NOTHING;
        if (this.open != null) {
            this.open.remove();
        }
    }

    /**
     * Takes back a span that turned out to stand for nothing, unless others hang below it
     * already.
     * @return whether there will be no record of this span
     */
    boolean withdraw() {
        synchronized (this.lock) {
            if (this.ended || this.hasChildren) {
                return false;
            }
            close(null);
            return true;
        }
    }

    @Override
    public SpanRecord snapshot() {
        synchronized (this.lock) {
            return record(null);
        }
    }

    private SpanRecord record(@Nullable Instant endTime) {
        SpanContent said = this.content;
        SpanRecord record = new SpanRecord(id(), traceId(), parentId(), this.name, this.type,
                this.clock.at(this.startNanoTime), endTime, said.input(), said.output(), said.error(), said.score(),
                this.attributes.sessionId(), this.attributes.userId(), over(said.tags(), this.attributes.tags()),
                over(said.meta(), this.attributes.meta()), said.events(), said.findings(), said.metrics());
        boolean told = this.callsOpper && (endTime == null || this.answeredByOpper);
        return told ? ModelCallContent.leaveOut(record) : record;
    }

    @Override
    RecordingSpan change(SpanChange change) {
        boolean tooLate;
        boolean tooMuch = false;
        synchronized (this.lock) {
            tooLate = this.ended;
            if (!tooLate) {
                tooMuch = !change.applyTo(this.content);
                grow();
            }
        }
        if (tooMuch) {
            problem(Problem.SPAN_FULL, "too much was said about this span, and something was left out");
        }
        else if (tooLate && !this.abandoned) {
            problem(Problem.CHANGED_AFTER_END, "this span was changed after it had ended");
        }
        return this;
    }

    private void grow() {
        if (this.open != null) {
            this.open.grow(FIXED_BYTES + this.content.bytes());
        }
    }

    private void problem(Problem problem, String description) {
        recording().problems().report(problem, this.name, description, null);
    }

    private static <T> Map<String, T> over(Map<String, T> own, Map<String, T> inherited) {
        if (own.isEmpty() || inherited.isEmpty()) {
            return own.isEmpty() ? inherited : own;
        }
        Map<String, T> merged = new LinkedHashMap<>(inherited);
        merged.putAll(own);
        return Collections.unmodifiableMap(merged);
    }

}
