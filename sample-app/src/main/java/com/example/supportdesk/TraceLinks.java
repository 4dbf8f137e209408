// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;

import org.springframework.stereotype.Component;

/** Finds the page of the trace that is being recorded. */
@Component
public final class TraceLinks {

    private final OpperTracer tracer;

    private final String viewerUrl;

    TraceLinks(OpperTracer tracer, SupportDeskProperties properties) {
        this.tracer = tracer;
        this.viewerUrl = properties.viewerUrl().replaceAll("/+$", "");
    }

    /**
     * The link to the trace of the calling method, and to its span in there.
     * @return the link, empty when nothing is recorded
     */
    public TraceLink current() {
        Span span = this.tracer.currentSpan();
        if (!span.isRecording()) {
            return new TraceLink(null, null);
        }
        return new TraceLink(span.traceId().toString(),
                this.viewerUrl + "/traces/" + span.traceId() + "?span=" + span.id());
    }

}
