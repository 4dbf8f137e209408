// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.Propagator;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.UuidV7;

/**
 * Lets a trace go on in another service, over whatever carries headers: HTTP requests,
 * messages. The first two headers are those that Opper's own endpoints know.
 */
public final class TraceHeaders {

    /** The trace, a UUID. */
    public static final String TRACE_ID = "X-Opper-Trace-Id";

    /** The span that the work of the other service belongs to, a UUID. */
    public static final String PARENT_SPAN_ID = "X-Opper-Parent-Span-Id";

    /** {@code 0} when nothing of this trace is recorded. */
    public static final String SAMPLED = "X-Opper-Sampled";

    private static final String NOT_SAMPLED = "0";

    private static final Pattern UUID_TEXT = Pattern
        .compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private static final UUID NIL = new UUID(0, 0);

    private final boolean enabled;

    private final Predicate<SenderContext<?>> targets;

    private final Problems problems;

    /**
     * Makes the headers.
     * @param enabled whether any are read or written
     * @param targets which outgoing calls get them
     * @param problems counts what is malformed
     */
    public TraceHeaders(boolean enabled, Predicate<SenderContext<?>> targets, Problems problems) {
        this.enabled = enabled;
        this.targets = targets;
        this.problems = problems;
    }

    /** Whether a context may bring or take headers. */
    boolean mayTravelWith(Observation.Context context) {
        return this.enabled && (context instanceof SenderContext || context instanceof ReceiverContext);
    }

    /** Notes on the context where the trace comes from, if the headers tell. */
    <C> void read(ReceiverContext<C> context) {
        C carrier = context.getCarrier();
        if (!this.enabled || carrier == null) {
            return;
        }
        if (NOT_SAMPLED.equals(header(context, carrier, SAMPLED))) {
            context.put(TracePosition.class, Unrecorded.NOT_SAMPLED);
            return;
        }
        String trace = header(context, carrier, TRACE_ID);
        String parent = header(context, carrier, PARENT_SPAN_ID);
        UUID traceId = uuid(trace);
        UUID parentId = uuid(parent);
        if ((trace != null && traceId == null) || (parent != null && parentId == null)
                || (parent != null && trace == null)) {
            this.problems.report(Problem.HEADER_IGNORED, Objects.requireNonNullElse(context.getName(), "incoming"),
                    "the trace headers of a call are malformed", null);
        }
        else if (traceId != null) {
            context.put(TracePosition.class, new TraceEntry(traceId, parentId));
        }
    }

    /** Headers of messages need not be text, and then getters throw: malformed, too. */
    private static <C> @Nullable String header(ReceiverContext<C> context, C carrier, String name) {
        try {
            return context.getGetter().get(carrier, name);
        }
        catch (RuntimeException ex) {
            return "";
        }
    }

    /** {@link UUID#fromString} would take much that is none. */
    private static @Nullable UUID uuid(@Nullable String text) {
        if (text == null || !UUID_TEXT.matcher(text).matches()) {
            return null;
        }
        UUID uuid = UUID.fromString(text);
        return NIL.equals(uuid) ? null : uuid;
    }

    /** Names the nearest recorded span at or above the context to the other side. */
    <C> void write(SenderContext<C> context) {
        C carrier = context.getCarrier();
        if (!this.enabled || carrier == null || !this.targets.test(context)) {
            return;
        }
        try {
            write(TracePosition.at(context), carrier, context.getSetter());
        }
        catch (RuntimeException ex) {
            // A message that is sent again may refuse to be changed.
            this.problems.report(Problem.HEADER_NOT_SENT, Objects.requireNonNullElse(context.getName(), "outgoing"),
                    "the trace headers of a call could not be set", ex);
        }
    }

    private static <C> void write(@Nullable TracePosition position, C carrier, Propagator.Setter<C> setter) {
        if (position instanceof Unrecorded || Ambient.current().isSuppressed()) {
            setter.set(carrier, SAMPLED, NOT_SAMPLED);
        }
        else if (position != null && position != TraceBoundary.NEW_TRACE) {
            write(entryBelow(position), carrier, setter);
        }
    }

    private static <C> void write(TraceEntry entry, C carrier, Propagator.Setter<C> setter) {
        setter.set(carrier, TRACE_ID, entry.traceId().toString());
        if (entry.parentId() != null) {
            setter.set(carrier, PARENT_SPAN_ID, entry.parentId().toString());
        }
    }

    /** A frame that may never be recorded is left out of the line. */
    private static TraceEntry entryBelow(TracePosition position) {
        TracePosition above = position;
        while (above instanceof RecordingSpan span) {
            if (span.isKept()) {
                return span.announce();
            }
            above = span.above();
        }
        return (above instanceof TraceEntry entry) ? entry : new TraceEntry(UuidV7.next(), null);
    }

}
