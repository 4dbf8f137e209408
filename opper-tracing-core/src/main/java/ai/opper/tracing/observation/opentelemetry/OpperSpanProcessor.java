// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.opentelemetry;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Supplier;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

/**
 * Gives the spans of an OpenTelemetry SDK to the same pipeline as our own: what
 * OpenTelemetry samples is recorded, with the trace id that it has there, under the same
 * parents.
 *
 * <p>
 * Left out are spans that Micrometer Tracing makes of observations, which are spans of
 * ours already or were not chosen to be, and the requests by which spans are sent. What
 * hangs below such a span hangs below the next one above it.
 */
public final class OpperSpanProcessor implements SpanProcessor {

    /** The name by which Spring Boot makes spans of observations. */
    private static final String MICROMETER_SCOPE = "org.springframework.boot";

    /** By this a span of another tracer names ours. */
    private static final AttributeKey<String> COUNTERPART = AttributeKey.stringKey("opper.span_id");

    private static final List<AttributeKey<String>> URLS = List.of(AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("http.url"));

    private static final Place NOWHERE = new Place(null, null, false);

    private static final Place OWN_REQUEST = new Place(null, null, true);

    private final SpanSink sink;

    private final Ledger ledger;

    private final Problems problems;

    private final SpanDescription description;

    private final List<String> ownUrls;

    private final Supplier<? extends ai.opper.tracing.@Nullable Span> current;

    /** Spans that nobody ends are forgotten with their objects. */
    private final Map<ReadableSpan, Place> open = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * Makes a processor.
     * @param sink where finished spans go
     * @param ledger counts spans
     * @param problems is told what goes wrong
     * @param capture renders, bounds and redacts what is said about spans
     * @param settings whether inputs and outputs are recorded, and what every span
     * carries
     * @param ownUrls addresses to which spans are sent: requests to what begins so are
     * left out, where they are the first span of a trace
     * @param current gives our own current span, if it is known yet
     */
    public OpperSpanProcessor(SpanSink sink, Ledger ledger, Problems problems, PayloadCapture capture,
            RecordingSettings settings, List<String> ownUrls,
            Supplier<? extends ai.opper.tracing.@Nullable Span> current) {
        this.sink = sink;
        this.ledger = ledger;
        this.problems = problems;
        this.description = new SpanDescription(capture, settings);
        this.ownUrls = List.copyOf(ownUrls);
        this.current = current;
    }

    /**
     * The recorded span of OpenTelemetry that is current on this thread, so that spans of
     * ours can hang below it.
     * @return its place in its trace, or {@code null}
     */
    public @Nullable SpanNode currentNode() {
        Place place = (Span.current() instanceof ReadableSpan span) ? this.open.get(span) : null;
        return (place != null) ? place.node() : null;
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        guard(span, () -> {
            Place above = placeOf(Span.fromContext(parentContext));
            this.open.put(span, placeIn(above, span));
        });
    }

    private Place placeIn(Place above, ReadWriteSpan span) {
        if (above.ownRequest() || (above.spanId() == null && isOwnRequest(span))) {
            return OWN_REQUEST;
        }
        if (!span.getSpanContext().isSampled() || isOfMicrometer(span)) {
            return above;
        }
        SpanContext context = span.getSpanContext();
        OtelSpanNode node = new OtelSpanNode(OtelIds.spanId(context.getTraceId(), context.getSpanId()),
                OtelIds.traceId(context.getTraceId()), above.node(), above.spanId(),
                this.description.started(span.toSpanData()));
        return new Place(node, node.id(), false);
    }

    private static boolean isOfMicrometer(ReadableSpan span) {
        return span.getInstrumentationScopeInfo().getName().equals(MICROMETER_SCOPE);
    }

    /** Where what starts below a span hangs. */
    private Place placeOf(Span parent) {
        SpanContext context = parent.getSpanContext();
        if (!context.isValid()) {
            return NOWHERE;
        }
        if (parent instanceof ReadableSpan readable) {
            String counterpart = readable.getAttribute(COUNTERPART);
            if (counterpart != null) {
                return ours(UUID.fromString(counterpart));
            }
            Place place = this.open.get(readable);
            return (place != null) ? place
                    : new Place(null, OtelIds.spanId(context.getTraceId(), context.getSpanId()), false);
        }
        return new Place(null, OtelIds.spanId(context.getTraceId(), context.getSpanId()), false);
    }

    private Place ours(UUID id) {
        boolean known = this.current.get() instanceof SpanNode node && node.id().equals(id);
        return new Place(known ? (SpanNode) this.current.get() : null, id, false);
    }

    private boolean isOwnRequest(ReadableSpan span) {
        if (span.getKind() != SpanKind.CLIENT) {
            return false;
        }
        for (AttributeKey<String> key : URLS) {
            String url = span.getAttribute(key);
            if (url != null && this.ownUrls.stream().anyMatch(url::startsWith)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        Place place = this.open.remove(span);
        if (place == null || !(place.node() instanceof OtelSpanNode node) || !node.isOf(span.getSpanContext())) {
            return;
        }
        if (span.getAttribute(COUNTERPART) != null || (node.isRoot() && isOwnRequest(span))) {
            node.dropRecord();
            return;
        }
        guard(span, () -> {
            SpanRecord record = this.description.finished(span.toSpanData(), node);
            node.end();
            this.ledger.countCreated(1L + record.metrics().size());
            this.sink.accept(node, record);
        });
    }

    private void guard(ReadableSpan span, Runnable work) {
        try {
            work.run();
        }
        catch (RuntimeException | StackOverflowError | LinkageError ex) {
            this.problems.report(Problem.RECORDING_FAILED, span.getInstrumentationScopeInfo().getName(),
                    "a span of OpenTelemetry could not be recorded", ex);
        }
    }

    /**
     * Where a span, and what starts below it, stands.
     *
     * @param node the recorded span, if it is of this process and known
     * @param spanId its id; {@code null} at the top
     * @param ownRequest whether nothing is recorded, since this is how spans are sent
     */
    private record Place(@Nullable SpanNode node, @Nullable UUID spanId, boolean ownRequest) {
    }

}
