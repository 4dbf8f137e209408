// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.export.BatchItem;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;

/** Makes spans of OpenTelemetry from spans and late metrics of ours. */
final class SpanMapping {

    private static final Pattern CLASS_AND_MESSAGE = Pattern.compile("([\\p{L}_$][\\w$.]*)(?:: (.*))?", Pattern.DOTALL);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final SpanAttributes attributes;

    private final Resource resource;

    SpanMapping(OtlpExporterSettings settings) {
        this.attributes = new SpanAttributes(settings);
        AttributesBuilder described = Attributes.builder();
        settings.resource().forEach(described::put);
        this.resource = Resource.getDefault().merge(Resource.create(described.build()));
    }

    SpanData span(BatchItem item) {
        return (item instanceof BatchItem.LateMetric late) ? judgement(late) : span(((BatchItem.Finished) item).span());
    }

    private SpanData span(SpanRecord span) {
        Metadata meta = new Metadata(span.meta());
        long start = nanos(span.startTime());
        long end = (span.endTime() != null) ? Math.max(start, nanos(span.endTime())) : start;
        List<LinkData> links = links(meta);
        return new OtlpSpanData(span.name(), SpanKinds.kind(span.type()), OtlpIds.context(span.traceId(), span.id()),
                OtlpIds.parent(span.traceId(), span.parentId()), start, end, status(span.error()),
                this.attributes.of(span, meta), events(span, end), links, this.resource);
    }

    /**
     * A span that has ended cannot change, so OpenInference lets a span of its own carry
     * what is said later, with a link to the one that it is about.
     */
    private SpanData judgement(BatchItem.LateMetric late) {
        MetricRecord metric = late.metric();
        long time = nanos(late.time());
        return new OtlpSpanData(metric.dimension(), SpanKind.INTERNAL, OtlpIds.context(late.traceId(), late.id()),
                OtlpIds.context(late.traceId(), late.spanId()), time, time, StatusData.unset(), Annotations.of(metric),
                List.of(), List.of(LinkData.create(OtlpIds.context(late.traceId(), late.spanId()))), this.resource);
    }

    /** The span of another trace that this one was started from. */
    private static List<LinkData> links(Metadata meta) {
        UUID trace = uuid(meta.text("started_by_trace_id"));
        UUID span = uuid(meta.text("started_by_span_id"));
        return (trace != null && span != null) ? List.of(LinkData.create(OtlpIds.context(trace, span))) : List.of();
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return (text != null) ? UUID.fromString(text) : null;
        }
        catch (IllegalArgumentException ex) {
            return null;
        }
    }

    private static StatusData status(@Nullable String error) {
        return (error != null) ? StatusData.create(StatusCode.ERROR, error) : StatusData.ok();
    }

    private static List<EventData> events(SpanRecord span, long endNanos) {
        List<EventData> events = new ArrayList<>();
        for (SpanEvent event : span.events()) {
            AttributesBuilder attributes = Attributes.builder();
            event.attributes().forEach((key, value) -> JsonValues.put(attributes, key, value));
            events.add(EventData.create(nanos(event.time()), event.name(), attributes.build()));
        }
        if (span.error() != null) {
            events.add(exception(span.error(), endNanos));
        }
        return events;
    }

    private static EventData exception(String error, long nanos) {
        AttributesBuilder attributes = Attributes.builder();
        Matcher matcher = CLASS_AND_MESSAGE.matcher(error);
        if (matcher.matches()) {
            attributes.put("exception.type", matcher.group(1));
        }
        String message = matcher.matches() ? matcher.group(2) : error;
        if (message != null) {
            attributes.put("exception.message", message);
        }
        attributes.put("exception.escaped", true);
        return EventData.create(nanos, "exception", attributes.build());
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
    }

}
