// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.net.URI;

import ai.opper.tracing.OpperCall;
import ai.opper.tracing.OpperCalls;

/** The calls that a program makes by itself, below its current span. */
public final class ObservationOpperCalls implements OpperCalls {

    private final SpanTracer tracer;

    private final OpperGateway gateway;

    public ObservationOpperCalls(SpanTracer tracer, OpperGateway gateway) {
        this.tracer = tracer;
        this.gateway = gateway;
    }

    @Override
    public boolean reach(URI address) {
        return this.gateway.isAt(address);
    }

    @Override
    public OpperCall begin() {
        return this.gateway.begin(TracePosition.nearest(this.tracer.currentObservation()));
    }

}
