// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * Names the current span in the MDC, so that a line of the log leads to its trace. Hears
 * of every observation: one of somebody else may be what brings a span to another thread,
 * or what hides it.
 */
public final class MdcHandler implements ObservationHandler<Observation.Context> {

    /** Key of the id of the current span's trace. */
    public static final String TRACE_ID = "opperTraceId";

    /** Key of the current span's id. */
    public static final String SPAN_ID = "opperSpanId";

    private static final ThreadLocal<@Nullable MdcEntry> CURRENT = new ThreadLocal<>();

    private final Problems problems;

    public MdcHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
        try {
            MdcEntry outer = CURRENT.get();
            RecordingSpan span = spanOf(context);
            if (span != null || outer != null) {
                show(((outer != null) ? outer : MdcEntry.found()).inside(context, span), outer);
            }
        }
        catch (Throwable ex) {
            report(ex);
        }
    }

    /** What was opened inside and is still open ends too. */
    @Override
    public void onScopeClosed(Observation.Context context) {
        try {
            MdcEntry last = CURRENT.get();
            MdcEntry closed = (last != null) ? last.entryOf(context) : null;
            if (closed != null) {
                show(closed.outer(), last);
            }
        }
        catch (Throwable ex) {
            report(ex);
        }
    }

    @Override
    @SuppressWarnings("deprecation")
    public void onScopeReset(Observation.Context context) {
        try {
            MdcEntry last = CURRENT.get();
            if (last != null) {
                show(last.outermost(), last);
            }
        }
        catch (Throwable ex) {
            report(ex);
        }
    }

    private void show(@Nullable MdcEntry entry, @Nullable MdcEntry instead) {
        boolean outermost = entry == null || entry.outer() == null;
        CURRENT.set(outermost ? null : entry);
        if (entry != null) {
            entry.write(instead);
        }
    }

    private static @Nullable RecordingSpan spanOf(Observation.Context context) {
        return (TracePosition.at(context) instanceof RecordingSpan span) ? span : null;
    }

    /** A logging system that fails must not cost the application its work. */
    private void report(Throwable failure) {
        this.problems.report(Problem.RECORDING_FAILED, "MDC", "the current span could not be named in the MDC",
                failure);
    }

}
