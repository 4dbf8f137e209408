// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.meter;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The meters of tracing. An item is a span or a metric of a span; at any moment
 * {@code created = stored + pending + dead + } all that is {@code dropped}. No tag has
 * values that depend on what is traced.
 */
public enum OpperTracingMeterDocumentation implements MeterDocumentation {

    /** Items that were recorded. */
    CREATED("opper.tracing.created", Meter.Type.COUNTER, "items", "Spans and metrics that were recorded"),

    /** Items that the destination has confirmed. */
    STORED("opper.tracing.stored", Meter.Type.COUNTER, "items", "Spans and metrics that the destination has confirmed"),

    /** Items that have no fate yet. */
    PENDING("opper.tracing.pending", Meter.Type.GAUGE, "items", "Spans and metrics that have no fate yet", Tag.PLACE),

    /** Items that the destination has refused for good. */
    DEAD("opper.tracing.dead", Meter.Type.COUNTER, "items",
            "Spans and metrics that the destination has refused for good"),

    /** Items that were given up. */
    DROPPED("opper.tracing.dropped", Meter.Type.COUNTER, "items", "Spans and metrics that were given up", Tag.REASON),

    /** Inputs and outputs that were larger than a payload may be. */
    CAPTURED_TRUNCATED("opper.tracing.captured.truncated", Meter.Type.COUNTER, "payloads",
            "Inputs and outputs of which something was left out"),

    /** Kinds of trouble that the application does not notice. */
    PROBLEMS("opper.tracing.problems", Meter.Type.COUNTER, "problems", "What went wrong unnoticed", Tag.KIND),

    /** Answers that said that an earlier attempt had got through. */
    STORED_DUPLICATE("opper.tracing.stored.duplicate", Meter.Type.COUNTER, "requests",
            "Requests for what an earlier attempt had stored"),

    /** Requests that had to be made again. */
    RETRIES("opper.tracing.retries", Meter.Type.COUNTER, "requests", "Requests that had to be made again", Tag.STATUS),

    /** Bytes of items in memory. */
    BUFFER_USED("opper.tracing.buffer.used", Meter.Type.GAUGE, "bytes", "Bytes of spans that wait in memory"),

    /** The bound of {@link #BUFFER_USED}. */
    BUFFER_MAX("opper.tracing.buffer.max", Meter.Type.GAUGE, "bytes", "Bytes of spans that may wait in memory"),

    /** Bytes of the spool's files. Only with a spool. */
    SPOOL_USED("opper.tracing.spool.used", Meter.Type.GAUGE, "bytes", "Bytes of the files of the spool"),

    /** 1 while what is recorded outlives the process, else 0. Only with a spool. */
    SPOOL_WRITABLE("opper.tracing.spool.writable", Meter.Type.GAUGE, null,
            "Whether the spool can be written, so that spans outlive the process"),

    /** How long the oldest of what waits has waited. */
    OLDEST_AGE("opper.tracing.oldest.age", Meter.Type.GAUGE, "seconds", "How long the oldest of what waits has waited"),

    /** Requests that are under way. */
    IN_FLIGHT("opper.tracing.in.flight", Meter.Type.GAUGE, "requests", "Requests that are under way"),

    /** Requests that may be under way at once for now. */
    PERMITS("opper.tracing.permits", Meter.Type.GAUGE, "requests", "Requests that may be under way at once for now"),

    /**
     * 1 for the state that the gate is in, else 0; all are 0 while nothing is shipped.
     */
    GATE_STATE("opper.tracing.gate.state", Meter.Type.GAUGE, null, "Whether the destination is asked, and if not, why",
            Tag.STATE);

    private final String meterName;

    private final Meter.Type type;

    private final @Nullable String baseUnit;

    private final String description;

    private final @Nullable Tag tag;

    OpperTracingMeterDocumentation(String meterName, Meter.Type type, @Nullable String baseUnit, String description) {
        this(meterName, type, baseUnit, description, null);
    }

    OpperTracingMeterDocumentation(String meterName, Meter.Type type, @Nullable String baseUnit, String description,
            @Nullable Tag tag) {
        this.meterName = meterName;
        this.type = type;
        this.baseUnit = baseUnit;
        this.description = description;
        this.tag = tag;
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
        return (this.tag != null) ? new KeyName[] { this.tag } : EMPTY;
    }

    /**
     * What the meter tells, in one line.
     * @return the description that meter registries are given
     */
    public String description() {
        return this.description;
    }

    /** The tags, one for each meter that has any. */
    public enum Tag implements KeyName {

        /** Why items were given up; the values are those of {@code Drop}. */
        REASON("reason"),

        /** What went wrong; the values are those of {@code Problem}. */
        KIND("kind"),

        /**
         * The status of the answer: {@code none} without an answer, {@code other} for
         * those that are rare.
         */
        STATUS("status"),

        /** Where items wait: in {@code memory}, or in the {@code spool} only. */
        PLACE("place"),

        /** What the gate is in; the values are those of {@code GateState}. */
        STATE("state");

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
