// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.meter;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The meters of each exporter, by its name, where there are any that send batches. For
 * each of them {@code created = stored + pending + dead + } all that is {@code dropped}.
 */
public enum ExporterMeterDocumentation implements MeterDocumentation {

    /** Items that an exporter was given. */
    CREATED("opper.tracing.exporter.created", Meter.Type.COUNTER, "items",
            "Spans and metrics that this exporter was given"),

    /** Items that its destination has confirmed. */
    STORED("opper.tracing.exporter.stored", Meter.Type.COUNTER, "items",
            "Spans and metrics that the destination of this exporter has confirmed"),

    /** Items that have no fate yet. */
    PENDING("opper.tracing.exporter.pending", Meter.Type.GAUGE, "items",
            "Spans and metrics of this exporter that have no fate yet"),

    /** Items that its destination has refused for good. */
    DEAD("opper.tracing.exporter.dead", Meter.Type.COUNTER, "items",
            "Spans and metrics that the destination of this exporter has refused for good"),

    /** Items that were given up. */
    DROPPED("opper.tracing.exporter.dropped", Meter.Type.COUNTER, "items",
            "Spans and metrics of this exporter that were given up", true),

    /** Requests that had to be made again. */
    RETRIES("opper.tracing.exporter.retries", Meter.Type.COUNTER, "requests",
            "Requests of this exporter that had to be made again"),

    /** 1 while spans do not get through, else 0. */
    FAILING("opper.tracing.exporter.failing", Meter.Type.GAUGE, null,
            "Whether the spans of this exporter do not get through");

    private final String meterName;

    private final Meter.Type type;

    private final @Nullable String baseUnit;

    private final String description;

    private final boolean byReason;

    ExporterMeterDocumentation(String meterName, Meter.Type type, @Nullable String baseUnit, String description) {
        this(meterName, type, baseUnit, description, false);
    }

    ExporterMeterDocumentation(String meterName, Meter.Type type, @Nullable String baseUnit, String description,
            boolean byReason) {
        this.meterName = meterName;
        this.type = type;
        this.baseUnit = baseUnit;
        this.description = description;
        this.byReason = byReason;
    }

    @Override
    public String getName() {
        return this.meterName;
    }

    @Override
    public Meter.Type getType() {
        return this.type;
    }

    @Override
    public @Nullable String getBaseUnit() {
        return this.baseUnit;
    }

    @Override
    public KeyName[] getKeyNames() {
        return this.byReason ? new KeyName[] { Tag.EXPORTER, Tag.REASON } : new KeyName[] { Tag.EXPORTER };
    }

    /**
     * What the meter tells, in one line.
     * @return the description that meter registries are given
     */
    public String description() {
        return this.description;
    }

    /** The tags. */
    public enum Tag implements KeyName {

        /** The name of the exporter, such as {@code opper} or {@code otlp}. */
        EXPORTER("exporter"),

        /** Why items were given up; the values are those of {@code Drop}. */
        REASON("reason");

        private final String key;

        Tag(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return this.key;
        }

    }

}
