// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.meter;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import ai.opper.tracing.autoconfigure.meter.ExporterMeterDocumentation.Tag;
import ai.opper.tracing.export.BatchShipper;
import ai.opper.tracing.export.GateState;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.export.SpanShippers;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;

import static ai.opper.tracing.autoconfigure.meter.ExporterMeterDocumentation.CREATED;
import static ai.opper.tracing.autoconfigure.meter.ExporterMeterDocumentation.DEAD;
import static ai.opper.tracing.autoconfigure.meter.ExporterMeterDocumentation.DROPPED;
import static ai.opper.tracing.autoconfigure.meter.ExporterMeterDocumentation.FAILING;
import static ai.opper.tracing.autoconfigure.meter.ExporterMeterDocumentation.PENDING;
import static ai.opper.tracing.autoconfigure.meter.ExporterMeterDocumentation.RETRIES;
import static ai.opper.tracing.autoconfigure.meter.ExporterMeterDocumentation.STORED;

/**
 * Binds the meters that {@link ExporterMeterDocumentation} lists, and takes them back
 * when the application context closes, for registries that live longer.
 */
final class ExporterMeters implements MeterBinder, AutoCloseable {

    private static final String ORDERED = "opper";

    private final SpanShippers shippers;

    private final Ledger mainLedger;

    private final Queue<Runnable> removals = new ConcurrentLinkedQueue<>();

    ExporterMeters(SpanShippers shippers, Ledger mainLedger) {
        this.shippers = shippers;
        this.mainLedger = mainLedger;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        SpanShipper ordered = this.shippers.ordered();
        if (ordered != null && !this.shippers.batches().isEmpty()) {
            bindFates(registry, ORDERED, this.mainLedger);
            counter(registry, RETRIES, exporter(ORDERED), ordered,
                    (shipper) -> sum(shipper.status().retries().values()));
            gauge(registry, FAILING, ORDERED, ordered,
                    (shipper) -> (shipper.status().gate() != GateState.OPEN) ? 1 : 0);
        }
        for (BatchShipper batches : this.shippers.batches()) {
            bindFates(registry, batches.name(), batches.ledger());
            counter(registry, RETRIES, exporter(batches.name()), batches,
                    (shipper) -> sum(shipper.status().retries().values()));
            gauge(registry, FAILING, batches.name(), batches, (shipper) -> shipper.status().failing() ? 1 : 0);
        }
    }

    private void bindFates(MeterRegistry registry, String name, Ledger ledger) {
        counter(registry, CREATED, exporter(name), ledger, Ledger::created);
        counter(registry, STORED, exporter(name), ledger, Ledger::stored);
        counter(registry, DEAD, exporter(name), ledger, Ledger::deadLettered);
        gauge(registry, PENDING, name, ledger, Ledger::pending);
        for (Drop reason : Drop.values()) {
            counter(registry, DROPPED, exporter(name).and(Tag.REASON.asString(), reason.label()), ledger,
                    (counts) -> counts.dropped(reason));
        }
    }

    private static Tags exporter(String name) {
        return Tags.of(Tag.EXPORTER.asString(), name);
    }

    private static double sum(Iterable<Long> counts) {
        double sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private <T> void counter(MeterRegistry registry, ExporterMeterDocumentation meter, Tags tags, T source,
            ToDoubleFunction<T> value) {
        keep(registry,
                FunctionCounter.builder(meter.getName(), source, value)
                    .tags(tags)
                    .baseUnit(meter.getBaseUnit())
                    .description(meter.description())
                    .register(registry));
    }

    private <T> void gauge(MeterRegistry registry, ExporterMeterDocumentation meter, String name, T source,
            ToDoubleFunction<T> value) {
        keep(registry,
                Gauge.builder(meter.getName(), source, value)
                    .tags(exporter(name))
                    .baseUnit(meter.getBaseUnit())
                    .description(meter.description())
                    .register(registry));
    }

    private void keep(MeterRegistry registry, Meter meter) {
        this.removals.add(() -> registry.remove(meter));
    }

    @Override
    public void close() {
        for (Runnable each = this.removals.poll(); each != null; each = this.removals.poll()) {
            each.run();
        }
    }

}
