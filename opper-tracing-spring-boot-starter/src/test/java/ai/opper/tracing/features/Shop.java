// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.features;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.Traced;

/** The application of these tests: a shop that sells things and mails about them. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
class Shop {

    @Bean
    Mail mail() {
        return new Mail();
    }

    @Bean
    Sales sales(Mail mail, OpperTracer tracer) {
        return new Sales(mail, tracer);
    }

    @Bean
    HealthIndicator stock(Sales sales, OpperTracer tracer) {
        return () -> {
            try (TraceScope scope = tracer.suppress()) {
                return Health.up().withDetail("tea", sales.count("tea")).build();
            }
        };
    }

    static class Mail {

        @Async
        @Traced("send_mail")
        public CompletableFuture<String> send(String text) {
            return CompletableFuture.completedFuture("sent");
        }

    }

    static class Sales {

        private final Mail mail;

        private final OpperTracer tracer;

        Sales(Mail mail, OpperTracer tracer) {
            this.mail = mail;
            this.tracer = tracer;
        }

        @Traced("sell")
        public UUID sell(String thing) {
            Span current = this.tracer.currentSpan();
            current.tag("thing", thing);
            this.mail.send("You bought " + thing).join();
            return current.traceId();
        }

        @Traced("count")
        public int count(String thing) {
            return 3;
        }

    }

}
