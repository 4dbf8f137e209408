// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import reactor.core.publisher.Mono;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Traced;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;

/** {@code @Retryable}: every attempt hangs below the one call. */
class RetryTest {

    @Test
    void attempts_findTheirParent() {
        try (RunningApplication application = RunningApplication.start(Resilient.class)) {
            application.bean(Resilient.Client.class).fetch();
            assertThat(application.spans()).hasTree("""
                    fetch
                      attempt
                      attempt
                      attempt
                    """);
        }
    }

    @Test
    void attemptsOfAMonoOnOtherThreads_findTheirParent() {
        try (RunningApplication application = RunningApplication.start(Resilient.class)) {
            application.bean(Resilient.Client.class).fetchLater().block();
            assertThat(application.spans()).hasTree("""
                    fetch later
                      attempt
                      attempt
                      attempt
                    """);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Resilient {

        @Bean
        Client client(OpperTracer tracer) {
            return new Client(tracer);
        }

        static class Client {

            private final AtomicInteger attempts = new AtomicInteger();

            private final OpperTracer tracer;

            Client(OpperTracer tracer) {
                this.tracer = tracer;
            }

            @Traced(name = "fetch")
            @Retryable(delay = 1)
            public String fetch() {
                return attempt();
            }

            @Traced(name = "fetch later")
            @Retryable(delay = 1)
            public Mono<String> fetchLater() {
                return Mono.fromSupplier(this::attempt);
            }

            private String attempt() {
                return this.tracer.inSpan("attempt", () -> {
                    if (this.attempts.incrementAndGet() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                    return "value";
                });
            }

        }

    }

}
