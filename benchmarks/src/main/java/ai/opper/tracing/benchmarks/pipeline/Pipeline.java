// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.export.ShippingSettings;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.export.opper.OpperApiVersion;
import ai.opper.tracing.export.opper.OpperExporterSettings;
import ai.opper.tracing.export.opper.OpperSpanExporter;
import ai.opper.tracing.observation.ObservationOpperTracer;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.observation.SpanObservationHandler;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.UuidV7;
import ai.opper.tracing.spool.FileSpools;
import ai.opper.tracing.spool.SpoolSettings;

/** The library's pipeline, from a recorded or a ready-made span to the wire. */
final class Pipeline implements AutoCloseable {

    private final Ledger ledger = new Ledger();

    private final Problems problems = new Problems();

    private final SpanBuffer buffer;

    private final SpanShipper shipper;

    private final SpanRecording recording;

    private final OpperTracer tracer;

    Pipeline(URI url, Settings settings) {
        this.buffer = new SpanBuffer(settings.maxBufferBytes(), this.ledger, this.problems);
        OpperExporterSettings exporter = new OpperExporterSettings(url, null, Duration.ofSeconds(5),
                settings.responseTimeout(), settings.maxConcurrency(), settings.apiVersion());
        ShippingSettings shipping = new ShippingSettings(settings.maxConcurrency(),
                ShippingSettings.DEFAULT.flushInterval(), settings.hold(), settings.shutdownTimeout());
        SpoolSettings spool = settings.spool();
        FileSpools spools = (spool != null) ? new FileSpools(spool, this.ledger, this.problems) : null;
        this.shipper = new SpanShipper(this.buffer, () -> new OpperSpanExporter(exporter), spools, shipping,
                this.ledger, this.problems);
        this.recording = new SpanRecording(RecordingSettings.DEFAULT,
                new JsonPayloadCapture(CaptureLimits.DEFAULT, Redaction.standard(), this.problems), this.buffer,
                this.ledger, this.problems);
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new SpanObservationHandler(this.recording));
        this.tracer = new ObservationOpperTracer(new SpanTracer(registry, this.recording), this.shipper::flush);
        this.shipper.start();
    }

    /** Puts a ready-made span into the buffer, as a trace of its own. */
    void send(String name) {
        UUID id = UuidV7.next();
        ReadySpan span = new ReadySpan(id, UuidV7.next(), name);
        this.ledger.countCreated(1);
        this.buffer.accept(span, span.snapshot());
    }

    OpperTracer tracer() {
        return this.tracer;
    }

    Ledger ledger() {
        return this.ledger;
    }

    SpanBuffer buffer() {
        return this.buffer;
    }

    SpanShipper shipper() {
        return this.shipper;
    }

    /** Waits until nothing is pending any more. */
    boolean awaitSettled(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (this.ledger.pending() > 0 && System.nanoTime() - deadline < 0) {
            Pauses.millis(1);
        }
        return this.ledger.pending() == 0;
    }

    @Override
    public void close() {
        this.shipper.stop();
        this.recording.close();
    }

    /**
     * What differs between measurements.
     *
     * @param maxBufferBytes how many bytes of spans may wait
     * @param maxConcurrency how many requests may be under way
     * @param hold how long a span waits for its parent
     * @param responseTimeout how long an answer may take
     * @param apiVersion the version of the API
     * @param shutdownTimeout how long a stop may take
     * @param spool the files where spans are kept too; {@code null} for memory only
     */
    record Settings(long maxBufferBytes, int maxConcurrency, Duration hold, Duration responseTimeout,
            OpperApiVersion apiVersion, Duration shutdownTimeout, @Nullable SpoolSettings spool) {

        /** What an application has that sets nothing. */
        static final Settings DEFAULT = new Settings(16 << 20, 64, Duration.ofSeconds(2), Duration.ofSeconds(10),
                OpperApiVersion.V2, ShippingSettings.DEFAULT.shutdownTimeout(), null);

        Settings withBuffer(long bytes) {
            return new Settings(bytes, this.maxConcurrency, this.hold, this.responseTimeout, this.apiVersion,
                    this.shutdownTimeout, this.spool);
        }

        Settings withConcurrency(int requests) {
            return new Settings(this.maxBufferBytes, requests, this.hold, this.responseTimeout, this.apiVersion,
                    this.shutdownTimeout, this.spool);
        }

        Settings with(OpperApiVersion version) {
            return new Settings(this.maxBufferBytes, this.maxConcurrency, this.hold, this.responseTimeout, version,
                    this.shutdownTimeout, this.spool);
        }

        Settings withSpool(SpoolSettings files) {
            return new Settings(this.maxBufferBytes, this.maxConcurrency, this.hold, this.responseTimeout,
                    this.apiVersion, this.shutdownTimeout, files);
        }

        /** For a stop that is not what is measured. */
        Settings stoppingAtOnce() {
            return new Settings(this.maxBufferBytes, this.maxConcurrency, this.hold, this.responseTimeout,
                    this.apiVersion, Duration.ofMillis(100), this.spool);
        }

    }

}
