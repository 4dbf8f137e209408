// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.export.ShippingSettings;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.observation.ObservationOpperTracer;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.observation.SpanObservationHandler;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.spool.FileSpools;
import ai.opper.tracing.spool.SpoolSettings;

/** From a recorded span to the wire, with everything that is real between them. */
final class Pipeline implements AutoCloseable {

    static final String KEY = "op-s3cret!#$%&'*+-.^_`|~=/";

    static final Duration HOLD = Duration.ofMillis(400);

    private final Ledger ledger = new Ledger();

    private final Problems problems = new Problems();

    private final SpanBuffer buffer;

    private final AtomicInteger observations = new AtomicInteger();

    private final SpanShipper shipper;

    private final OpperTracer tracer;

    Pipeline(URI url) {
        this(url, HOLD);
    }

    Pipeline(URI url, Duration hold) {
        this(new OpperExporterSettings(url, KEY, Duration.ofSeconds(2), Duration.ofMillis(500), 8), hold);
    }

    Pipeline(OpperExporterSettings settings, Duration hold) {
        this(settings, hold, null, 16_000_000);
    }

    /** With a spool, if a directory for it is named. */
    Pipeline(OpperExporterSettings settings, Duration hold, Path spool, long bufferBytes) {
        this.buffer = new SpanBuffer(bufferBytes, this.ledger, this.problems);
        SpanIds ids = SpanIds.recent();
        this.shipper = new SpanShipper(this.buffer, () -> new OpperSpanExporter(settings, ids),
                (spool != null) ? new FileSpools(SpoolSettings.in(spool), this.ledger, this.problems) : null,
                new ShippingSettings(settings.maxConnections(), Duration.ofMillis(20), hold, Duration.ofSeconds(3)),
                this.ledger, this.problems);
        this.shipper.start();
        ObservationRegistry registry = ObservationRegistry.create();
        SpanRecording recording = new SpanRecording(RecordingSettings.DEFAULT,
                new JsonPayloadCapture(CaptureLimits.DEFAULT, Redaction.standard(), this.problems), this.buffer,
                this.ledger, this.problems);
        registry.observationConfig().observationHandler(new SpanObservationHandler(recording));
        registry.observationConfig().observationHandler(new Counting(this.observations));
        this.tracer = new ObservationOpperTracer(new SpanTracer(registry, recording), this.shipper::flush);
    }

    OpperTracer tracer() {
        return this.tracer;
    }

    Ledger ledger() {
        return this.ledger;
    }

    Problems problems() {
        return this.problems;
    }

    int observations() {
        return this.observations.get();
    }

    long bufferedBytes() {
        return this.buffer.bytes();
    }

    SpanShipper shipper() {
        return this.shipper;
    }

    void flush() {
        this.shipper.flush(Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        this.shipper.stop();
    }

    private record Counting(AtomicInteger started) implements ObservationHandler<Observation.Context> {

        @Override
        public void onStart(Observation.Context context) {
            this.started.incrementAndGet();
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

    }

}
