// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.time.Duration;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.export.opper.OpperApiVersion;
import ai.opper.tracing.test.FakeOpperApi;

/** P6: how many requests a span costs when nothing goes wrong. */
public final class RequestsPerSpan implements Scenario {

    private static final int CHILDREN = 3;

    @Override
    public void run(Options options, Scorecard score) {
        int traces = options.number("traces", 300);
        options.checkAllUsed();
        double v2 = requestsPerSpan(OpperApiVersion.V2, traces);
        score.check("P6 requests per span, version 2", Double.toString(v2), "= 1.0", v2 == 1);
        score.atMost("P6 requests per span, version 3", requestsPerSpan(OpperApiVersion.V3, traces), 1.05, "");
    }

    private static double requestsPerSpan(OpperApiVersion version, int traces) {
        try (FakeOpperApi api = FakeOpperApi.start();
                Pipeline pipeline = new Pipeline(api.url(), Pipeline.Settings.DEFAULT.with(version))) {
            for (int i = 0; i < traces; i++) {
                trace(pipeline.tracer());
            }
            int spans = traces * (1 + CHILDREN);
            int stored = api.awaitSpans(spans, Duration.ofSeconds(60)).size();
            pipeline.awaitSettled(Duration.ofSeconds(10));
            return api.requests().size() / (double) stored;
        }
    }

    private static void trace(OpperTracer tracer) {
        try (Span root = tracer.span("root").start()) {
            for (int i = 0; i < CHILDREN; i++) {
                tracer.inSpan("child", () -> Pauses.millis(1));
            }
        }
    }

}
