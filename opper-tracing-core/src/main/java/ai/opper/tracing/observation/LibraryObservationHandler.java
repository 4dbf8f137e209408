// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.span.Problem;

/**
 * Listens to the observations of other libraries: makes spans of those that are chosen,
 * continues traces that come in, and names the current span in what goes out.
 *
 * <p>
 * Has to hear of a start after the handlers of other tracers, and never throws into
 * Micrometer, which would pass it on to the application.
 */
public final class LibraryObservationHandler implements ObservationHandler<Observation.Context> {

    private final SpanRecording recording;

    private final LibraryObservations observations;

    private final TraceHeaders headers;

    private final OpperRequests requests;

    /**
     * Makes a handler.
     * @param recording opens spans
     * @param observations which observations become spans
     * @param headers how traces go from service to service
     * @param requests the requests that go to Opper
     */
    public LibraryObservationHandler(SpanRecording recording, LibraryObservations observations, TraceHeaders headers,
            OpperRequests requests) {
        this.recording = recording;
        this.observations = observations;
        this.headers = headers;
        this.requests = requests;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return !(context instanceof SpanObservationContext) && (!this.observations.isEmpty()
                || this.headers.mayTravelWith(context) || this.requests.mayInclude(context));
    }

    @Override
    public void onStart(Observation.Context context) {
        guard(context, "this observation could not be joined to its trace", () -> {
            if (context instanceof ReceiverContext<?> receiver) {
                this.headers.read(receiver);
            }
            open(context);
            if (context instanceof SenderContext<?> sender && !this.requests.begin(sender)) {
                this.headers.write(sender);
            }
        });
    }

    private void open(Observation.Context context) {
        ContextMapper mapper = Ambient.current().isSuppressed() ? null : this.observations.mapperFor(context);
        if (mapper == null) {
            return;
        }
        SpanSpec spec = this.recording.shown(
                new SpanSpec(mapper.name(context), mapper.type(context), false, mapper.isRecordedAlone(context), true));
        TracePosition position = open(spec, context, mapper.attributes(context));
        context.put(TracePosition.class, position);
        if (position instanceof RecordingSpan span) {
            context.put(ContextMapper.class, mapper);
            mapper.onStart(context, span);
            this.requests.expect(context, span);
        }
    }

    private TracePosition open(SpanSpec spec, Observation.Context context, TraceAttributes attributes) {
        Ambient ambient = Ambient.current();
        Ambient.set((attributes != TraceAttributes.none()) ? ambient.above(attributes) : ambient);
        try {
            return this.recording.open(spec, context, TracePosition.at(context));
        }
        finally {
            Ambient.set(ambient);
        }
    }

    @Override
    public void onStop(Observation.Context context) {
        guard(context, "the answer to this call could not be read", () -> this.requests.end(context));
        this.requests.forget(context);
        RecordingSpan span = spanOf(context);
        ContextMapper mapper = context.get(ContextMapper.class);
        if (span == null || mapper == null) {
            return;
        }
        guard(context, "the end of this observation could not be described", () -> {
            Throwable error = context.getError();
            if (error != null && mapper.recordsErrorMessage(context)) {
                span.error(error);
            }
            else if (error != null) {
                span.errorWithoutMessage(error);
            }
            span.rename(mapper.name(context));
            mapper.onStop(context, span);
        });
        guard(context, "the span of this observation could not be ended", span::end);
    }

    private static @Nullable RecordingSpan spanOf(Observation.Context context) {
        return (TracePosition.of(context) instanceof RecordingSpan span) ? span : null;
    }

    private void guard(Observation.Context context, String what, Runnable work) {
        try {
            work.run();
        }
        catch (Throwable ex) {
            this.recording.problems().report(Problem.RECORDING_FAILED, String.valueOf(context.getName()), what, ex);
        }
    }

}
