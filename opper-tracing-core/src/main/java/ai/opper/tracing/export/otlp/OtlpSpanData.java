// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.List;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;

/**
 * A finished span as OpenTelemetry's exporters take it.
 *
 * @param name what it is called
 * @param kind OpenTelemetry's kind
 * @param context its ids
 * @param parent the ids of its parent; invalid for a root
 * @param startNanos when it started, since 1970
 * @param endNanos when it ended, since 1970
 * @param status how it ended
 * @param attributes what is said about it
 * @param events what happened meanwhile
 * @param links spans of other traces, and spans that it is about
 * @param resource what it comes from
 */
record OtlpSpanData(String name, SpanKind kind, SpanContext context, SpanContext parent, long startNanos, long endNanos,
        StatusData status, Attributes attributes, List<EventData> events, List<LinkData> links,
        Resource resource) implements SpanData {

    static final String SCOPE = "ai.opper.tracing";

    private static final InstrumentationScopeInfo SCOPE_INFO = InstrumentationScopeInfo.create(SCOPE);

    @Override
    public String getName() {
        return this.name;
    }

    @Override
    public SpanKind getKind() {
        return this.kind;
    }

    @Override
    public SpanContext getSpanContext() {
        return this.context;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return this.parent;
    }

    @Override
    public StatusData getStatus() {
        return this.status;
    }

    @Override
    public long getStartEpochNanos() {
        return this.startNanos;
    }

    @Override
    public long getEndEpochNanos() {
        return this.endNanos;
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public Attributes getAttributes() {
        return this.attributes;
    }

    @Override
    public int getTotalAttributeCount() {
        return this.attributes.size();
    }

    @Override
    public List<EventData> getEvents() {
        return this.events;
    }

    @Override
    public int getTotalRecordedEvents() {
        return this.events.size();
    }

    @Override
    public List<LinkData> getLinks() {
        return this.links;
    }

    @Override
    public int getTotalRecordedLinks() {
        return this.links.size();
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE_INFO;
    }

    @Deprecated
    @Override
    @SuppressWarnings("deprecation")
    public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return InstrumentationLibraryInfo.empty();
    }

    @Override
    public Resource getResource() {
        return this.resource;
    }

}
