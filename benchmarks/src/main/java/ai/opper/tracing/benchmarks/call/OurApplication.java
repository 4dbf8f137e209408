// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.autoconfigure.OpperExportAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperTracingAutoConfiguration;
import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanExporter;

/** Applications with this library's starter, and an exporter that does nothing. */
final class OurApplication {

    private OurApplication() {
    }

    /** What all have. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ ObservationAutoConfiguration.class, OpperExportAutoConfiguration.class,
            OpperTracingAutoConfiguration.class })
    static class Traced {

        @Bean
        SpanExporter nowhere() {
            return new NowhereExporter();
        }

    }

    /** One traced method. */
    @Configuration(proxyBeanMethods = false)
    static class Plain extends Traced {

        @Bean
        Shop shop() {
            return new Shop.Ours();
        }

    }

    /** One traced method with a metric. */
    @Configuration(proxyBeanMethods = false)
    static class Measured extends Traced {

        @Bean
        Shop shop() {
            return new Shop.OursMeasured();
        }

    }

    /** A traced method that calls a traced method. */
    @Configuration(proxyBeanMethods = false)
    static class Nested extends Traced {

        @Bean
        Shop.Ours inner() {
            return new Shop.Ours();
        }

        @Bean
        Shop.OursNested shop(Shop.Ours inner) {
            return new Shop.OursNested(inner);
        }

    }

    /** Takes everything and does nothing. */
    private static final class NowhereExporter implements SpanExporter {

        @Override
        public CompletionStage<ExportResult> export(ExportRequest request) {
            return CompletableFuture.completedFuture(ExportResult.stored());
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }

    }

}
