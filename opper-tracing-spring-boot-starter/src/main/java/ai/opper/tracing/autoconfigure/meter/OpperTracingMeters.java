// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.meter;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.Tag;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.GateState;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Problem;

import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.BUFFER_MAX;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.BUFFER_USED;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.CAPTURED_TRUNCATED;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.CREATED;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.DEAD;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.DROPPED;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.GATE_STATE;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.IN_FLIGHT;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.OLDEST_AGE;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.PENDING;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.PERMITS;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.PROBLEMS;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.RETRIES;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.SPOOL_USED;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.SPOOL_WRITABLE;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.STORED;
import static ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation.STORED_DUPLICATE;

/**
 * Binds the meters that {@link OpperTracingMeterDocumentation} lists, and takes them back
 * when the application context closes, for registries that live longer.
 */
final class OpperTracingMeters implements MeterBinder, AutoCloseable {

    static final String NO_STATUS = "none";

    static final String OTHER_STATUS = "other";

    /** Statuses with a meter of their own, so that their number is bounded. */
    static final Set<Integer> STATUSES = Set.of(0, 401, 403, 404, 408, 429, 500, 502, 503, 504);

    private final MeteredParts parts;

    private final Readings<Reading> readings;

    private final Queue<Bound> bound = new ConcurrentLinkedQueue<>();

    OpperTracingMeters(MeteredParts parts) {
        this.parts = parts;
        this.readings = new Readings<>(parts::read, System::nanoTime);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindFates(registry);
        bindProblems(registry);
        SpanRecording recording = this.parts.recording();
        if (recording != null) {
            counter(registry, CAPTURED_TRUNCATED, Tags.empty(), (reading) -> recording.truncated());
        }
        SpanBuffer buffer = this.parts.buffer();
        if (buffer != null) {
            gauge(registry, BUFFER_USED, Tags.empty(), (reading) -> buffer.bytes());
            gauge(registry, BUFFER_MAX, Tags.empty(), (reading) -> buffer.maxBytes());
        }
        SpanShipper shipper = this.parts.shipper();
        if (shipper != null) {
            bindShipping(registry);
        }
        if (shipper != null && shipper.hasSpool()) {
            gauge(registry, SPOOL_USED, Tags.empty(), (reading) -> reading.spool().bytes());
            gauge(registry, SPOOL_WRITABLE, Tags.empty(), (reading) -> reading.spool().writable() ? 1 : 0);
        }
    }

    private void bindFates(MeterRegistry registry) {
        counter(registry, CREATED, Tags.empty(), (reading) -> reading.ledger().created());
        counter(registry, STORED, Tags.empty(), (reading) -> reading.ledger().stored());
        counter(registry, DEAD, Tags.empty(), (reading) -> reading.ledger().deadLettered());
        gauge(registry, PENDING, tag(Tag.PLACE, "memory"), (reading) -> reading.ledger().inMemory());
        gauge(registry, PENDING, tag(Tag.PLACE, "spool"), (reading) -> reading.ledger().inSpool());
        for (Drop reason : Drop.values()) {
            counter(registry, DROPPED, tag(Tag.REASON, reason.label()), (reading) -> reading.ledger().dropped(reason));
        }
    }

    private void bindProblems(MeterRegistry registry) {
        for (Problem problem : Problem.values()) {
            counter(registry, PROBLEMS, tag(Tag.KIND, problem.label()),
                    (reading) -> this.parts.problems().count(problem));
        }
    }

    private void bindShipping(MeterRegistry registry) {
        counter(registry, STORED_DUPLICATE, Tags.empty(), (reading) -> reading.shipping().storedBefore());
        for (int status : new TreeSet<>(STATUSES)) {
            counter(registry, RETRIES, tag(Tag.STATUS, (status != 0) ? String.valueOf(status) : NO_STATUS),
                    (reading) -> reading.shipping().retries().getOrDefault(status, 0L));
        }
        counter(registry, RETRIES, tag(Tag.STATUS, OTHER_STATUS),
                (reading) -> otherRetries(reading.shipping().retries()));
        gauge(registry, IN_FLIGHT, Tags.empty(), (reading) -> reading.shipping().inFlight());
        gauge(registry, PERMITS, Tags.empty(), (reading) -> reading.shipping().permits());
        for (GateState state : GateState.values()) {
            gauge(registry, GATE_STATE, tag(Tag.STATE, state.label()),
                    (reading) -> (reading.shipping().running() && reading.shipping().gate() == state) ? 1 : 0);
        }
        bindOldestAge(registry);
    }

    private void bindOldestAge(MeterRegistry registry) {
        OpperTracingMeterDocumentation meter = OLDEST_AGE;
        ToDoubleFunction<Reading> age = (reading) -> reading.shipping().oldestAge().toMillis();
        keep(registry,
                TimeGauge.builder(meter.getName(), this.readings, TimeUnit.MILLISECONDS, (source) -> source.read(age))
                    .description(meter.description())
                    .register(registry));
    }

    private static double otherRetries(Map<Integer, Long> retries) {
        return retries.entrySet()
            .stream()
            .filter((each) -> !STATUSES.contains(each.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    }

    private static Tags tag(Tag key, String value) {
        return Tags.of(key.asString(), value);
    }

    private void counter(MeterRegistry registry, OpperTracingMeterDocumentation meter, Tags tags,
            ToDoubleFunction<Reading> value) {
        keep(registry,
                FunctionCounter.builder(meter.getName(), this.readings, (source) -> source.read(value))
                    .tags(tags)
                    .baseUnit(meter.getBaseUnit())
                    .description(meter.description())
                    .register(registry));
    }

    private void gauge(MeterRegistry registry, OpperTracingMeterDocumentation meter, Tags tags,
            ToDoubleFunction<Reading> value) {
        keep(registry,
                Gauge.builder(meter.getName(), this.readings, (source) -> source.read(value))
                    .tags(tags)
                    .baseUnit(meter.getBaseUnit())
                    .description(meter.description())
                    .register(registry));
    }

    private void keep(MeterRegistry registry, Meter meter) {
        this.bound.add(new Bound(registry, meter));
    }

    @Override
    public void close() {
        for (Bound each = this.bound.poll(); each != null; each = this.bound.poll()) {
            each.registry().remove(each.meter());
        }
    }

    /**
     * A meter, and where it is.
     *
     * @param registry the registry
     * @param meter the meter
     */
    private record Bound(MeterRegistry registry, Meter meter) {
    }

}
