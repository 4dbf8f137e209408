// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A call that this library traces. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OurCalls {

    @Benchmark
    public Object disabled(Disabled state) {
        return state.shop.order(state.order);
    }

    @Benchmark
    public Object notSampled(NotSampled state) {
        return state.shop.order(state.order);
    }

    @Benchmark
    public Object withoutPayload(WithoutPayload state) {
        return state.shop.order(state.order);
    }

    @Benchmark
    public Object traced(Traced state) {
        return state.shop.order(state.order);
    }

    @Benchmark
    public Object tracedLarge(TracedLarge state) {
        return state.shop.order(state.order);
    }

    @Benchmark
    public Object tracedWithMetric(Measured state) {
        return state.shop.order(state.order);
    }

    @Benchmark
    public Object tracedNested(Nested state) {
        return state.shop.order(state.order);
    }

    /** {@code opper.tracing.enabled=false}. */
    @State(Scope.Benchmark)
    public static class Disabled extends PeerCalls.Base {

        @Override
        CallState open() {
            return CallState.of(OurApplication.Plain.class, "opper.tracing.enabled=false");
        }

    }

    /** No trace is kept. */
    @State(Scope.Benchmark)
    public static class NotSampled extends PeerCalls.Base {

        @Override
        CallState open() {
            return CallState.of(OurApplication.Plain.class, "opper.tracing.sampling.probability=0");
        }

    }

    /** Neither input nor output. */
    @State(Scope.Benchmark)
    public static class WithoutPayload extends PeerCalls.Base {

        @Override
        CallState open() {
            return CallState.of(OurApplication.Plain.class, "opper.tracing.capture.input=false",
                    "opper.tracing.capture.output=false");
        }

    }

    /** Input and output of about 100 bytes each. */
    @State(Scope.Benchmark)
    public static class Traced extends PeerCalls.Base {

        @Override
        CallState open() {
            return CallState.of(OurApplication.Plain.class);
        }

    }

    /** Input and output of a size. */
    @State(Scope.Benchmark)
    public static class TracedLarge extends PeerCalls.Base {

        @Param({ "1000", "1000000" })
        public int bytes;

        @Override
        CallState open() {
            this.order = Order.ofBytes(this.bytes);
            return CallState.of(OurApplication.Plain.class);
        }

    }

    /** With a metric. */
    @State(Scope.Benchmark)
    public static class Measured extends PeerCalls.Base {

        @Override
        CallState open() {
            return CallState.of(OurApplication.Measured.class);
        }

    }

    /** Two spans. */
    @State(Scope.Benchmark)
    public static class Nested extends PeerCalls.Base {

        @Override
        CallState open() {
            return CallState.of(OurApplication.Nested.class);
        }

    }

}
