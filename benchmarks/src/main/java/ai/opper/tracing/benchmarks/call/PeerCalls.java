// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import java.util.concurrent.TimeUnit;

import io.sentry.ITransaction;
import io.sentry.Sentry;
import io.sentry.TransactionOptions;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A call without tracing, and with other libraries. None of them records a payload. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeerCalls {

    @Benchmark
    public Object direct(Direct state) {
        return state.shop.order(state.order);
    }

    @Benchmark
    public Object emptyAdvice(Advised state) {
        return state.shop.order(state.order);
    }

    @Benchmark
    public Object withSpan(OpenTelemetry state) {
        return state.shop.order(state.order);
    }

    @Benchmark
    public Object observed(Observed state) {
        return state.shop.order(state.order);
    }

    @Benchmark
    public Object newSpan(Brave state) {
        return state.shop.order(state.order);
    }

    @Benchmark
    public Object sentrySpan(SentryTransaction state) {
        state.renew();
        return state.shop.order(state.order);
    }

    /** What all have. */
    public abstract static class Base {

        Order order = Order.ofBytes(100);

        Shop shop = new Shop();

        private @Nullable CallState call;

        abstract CallState open();

        @Setup
        public void setUp() {
            CallState opened = open();
            this.call = opened;
            this.shop = opened.shop();
        }

        @TearDown
        public void tearDown() {
            if (this.call != null) {
                this.call.close();
            }
        }

    }

    /** No proxy. */
    @State(Scope.Benchmark)
    public static class Direct extends Base {

        @Override
        CallState open() {
            return CallState.without();
        }

    }

    /** A proxy with one piece of advice that does nothing. */
    @State(Scope.Benchmark)
    public static class Advised extends Base {

        @Override
        CallState open() {
            return CallState.of(Peers.EmptyAdvice.class);
        }

    }

    /** {@code @WithSpan}. */
    @State(Scope.Benchmark)
    public static class OpenTelemetry extends Base {

        @Override
        CallState open() {
            return CallState.of(Peers.OpenTelemetry.class);
        }

    }

    /** {@code @Observed}. */
    @State(Scope.Benchmark)
    public static class Observed extends Base {

        @Override
        CallState open() {
            return CallState.of(Peers.Observation.class);
        }

    }

    /** {@code @NewSpan}. */
    @State(Scope.Benchmark)
    public static class Brave extends Base {

        @Override
        CallState open() {
            return CallState.of(Peers.Brave.class);
        }

    }

    /** {@code @SentrySpan}, which does nothing outside of a transaction. */
    @State(Scope.Thread)
    public static class SentryTransaction extends Base {

        /** A transaction takes up to a thousand spans. */
        private static final int SPANS = 900;

        private int left;

        private @Nullable ITransaction transaction;

        @Override
        CallState open() {
            return CallState.of(Peers.SentryTracing.class);
        }

        void renew() {
            if (this.left-- > 0) {
                return;
            }
            this.left = SPANS;
            if (this.transaction != null) {
                this.transaction.finish();
            }
            TransactionOptions options = new TransactionOptions();
            options.setBindToScope(true);
            this.transaction = Sentry.startTransaction("benchmark", "call", options);
        }

    }

}
