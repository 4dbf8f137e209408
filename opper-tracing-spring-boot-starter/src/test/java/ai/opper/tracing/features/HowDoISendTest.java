// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.features;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanExporter;
import ai.opper.tracing.test.FakeOpperApi;

import static org.assertj.core.api.Assertions.assertThat;

class HowDoISendTest {

    @SpringBootTest(classes = Shop.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
            properties = "opper.tracing.api-key=test-key")
    @Nested
    class ToOpper {

        @AutoClose
        private static final FakeOpperApi api = FakeOpperApi.start().requireKey("test-key");

        @DynamicPropertySource
        static void address(DynamicPropertyRegistry registry) {
            registry.add("opper.tracing.base-url", api::url);
        }

        @Test
        void withAKeyAndAnAddress(@Autowired Shop.Sales sales, @Autowired OpperTracer tracer) {
            sales.count("tea");

            assertThat(tracer.flush(Duration.ofSeconds(10)).isComplete()).isTrue();
            assertThat(api.span("count").output()).isEqualTo("3");
        }

    }

    @SpringBootTest(classes = ShopWithDestination.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
    @Nested
    class ToAnotherDestination {

        @Test
        void withABeanOfTypeSpanExporter(@Autowired Shop.Sales sales, @Autowired OpperTracer tracer,
                @Autowired Names names) {
            sales.count("tea");

            tracer.flush(Duration.ofSeconds(10));
            assertThat(names.sent).containsExactly("count");
        }

    }

    @Configuration(proxyBeanMethods = false)
    @Import(Shop.class)
    static class ShopWithDestination {

        @Bean
        Names names() {
            return new Names();
        }

    }

    /** A destination that wants to know names only. */
    static class Names implements SpanExporter {

        private final Queue<String> sent = new ConcurrentLinkedQueue<>();

        @Override
        public CompletionStage<ExportResult> export(ExportRequest request) {
            if (request instanceof ExportRequest.Create create) {
                this.sent.add(create.span().name());
            }
            return CompletableFuture.completedFuture(ExportResult.stored());
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }

    }

}
