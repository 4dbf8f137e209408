// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.time.Duration;

import org.junit.jupiter.api.AutoClose;

import ai.opper.tracing.export.SpanExporter;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.Reply;
import ai.opper.tracing.test.SpanExporterContract;

class OpperSpanExporterContractTest extends SpanExporterContract {

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start().requireKey(Pipeline.KEY);

    OpperApiVersion version() {
        return OpperApiVersion.V2;
    }

    @Override
    protected SpanExporter exporter() {
        return exporter(Duration.ofSeconds(20));
    }

    @Override
    protected SpanExporter exporterToSilence() {
        this.api.always(Reply.blackHole());
        return exporter(Duration.ofSeconds(2));
    }

    private SpanExporter exporter(Duration timeout) {
        return new OpperSpanExporter(
                new OpperExporterSettings(this.api.url(), Pipeline.KEY, timeout, timeout, 64, version()));
    }

}
