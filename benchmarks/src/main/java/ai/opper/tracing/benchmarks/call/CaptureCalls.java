// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.span.Problems;

/** Rendering orders of 100 bytes each: by Jackson alone, and with everything we add. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class CaptureCalls {

    static final int BUDGET = 16 * 1024;

    static final int SOME = 100;

    static final int MANY = 12_000;

    private final ObjectWriter writer = JsonMapper.builder().build().writer();

    private final PayloadCapture capture = new JsonPayloadCapture(new CaptureLimits(BUDGET, 8), Redaction.standard(),
            new Problems());

    /** 100 fill most of the budget, 12,000 are 1.2 MB. */
    @Param({ "1", "" + SOME, "" + MANY })
    public int orders;

    private List<Order> value = List.of();

    @Setup
    public void setUp() {
        this.value = Collections.nCopies(this.orders, Order.ofBytes(100));
    }

    @Benchmark
    public Object plain() {
        return this.writer.writeValueAsBytes(this.value);
    }

    @Benchmark
    public Object captured() {
        return this.capture.value(this.value);
    }

}
