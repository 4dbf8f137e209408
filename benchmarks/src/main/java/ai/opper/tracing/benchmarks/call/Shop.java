// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import io.micrometer.observation.annotation.Observed;
import io.micrometer.tracing.annotation.NewSpan;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.sentry.spring7.tracing.SentrySpan;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;

/** The same small method with each annotation. */
class Shop {

    public Receipt order(Order order) {
        return order.receipt();
    }

    /** Seen by advice that does nothing. */
    static class Advised extends Shop {

        @Override
        public Receipt order(Order order) {
            return order.receipt();
        }

    }

    /** Ours. */
    static class Ours extends Shop {

        @Override
        @Traced
        public Receipt order(Order order) {
            return order.receipt();
        }

    }

    /** Ours, with a metric. */
    static class OursMeasured extends Shop {

        @Override
        @Traced
        @SpanMetric(dimension = "total", expression = "#result.total()")
        public Receipt order(Order order) {
            return order.receipt();
        }

    }

    /** Ours, with a traced call inside of a traced call. */
    static class OursNested extends Shop {

        private final Shop inner;

        OursNested(Shop inner) {
            this.inner = inner;
        }

        @Override
        @Traced
        public Receipt order(Order order) {
            return this.inner.order(order);
        }

    }

    /** OpenTelemetry. */
    static class OpenTelemetry extends Shop {

        @Override
        @WithSpan
        public Receipt order(Order order) {
            return order.receipt();
        }

    }

    /** Micrometer's observation. */
    static class Observation extends Shop {

        @Override
        @Observed
        public Receipt order(Order order) {
            return order.receipt();
        }

    }

    /** Micrometer Tracing. */
    static class Brave extends Shop {

        @Override
        @NewSpan
        public Receipt order(Order order) {
            return order.receipt();
        }

    }

    /** Sentry. */
    static class Sentry extends Shop {

        @Override
        @SentrySpan
        public Receipt order(Order order) {
            return order.receipt();
        }

    }

}
