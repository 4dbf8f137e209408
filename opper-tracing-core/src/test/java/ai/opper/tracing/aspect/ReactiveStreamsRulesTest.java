// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.SkipException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import ai.opper.tracing.Traced;

import static org.assertj.core.api.Assertions.assertThat;

/** Traced publishers keep the rules of Reactive Streams, by its own test kit. */
class ReactiveStreamsRulesTest {

    private final TracedApplication application = TracedApplication.of(Publishers.class);

    private final Publishers bean = this.application.bean(Publishers.class);

    @AfterEach
    void close() {
        this.application.close();
    }

    @TestFactory
    Stream<DynamicTest> flux_keepsTheRules() {
        return rules(new FluxRules(this.bean));
    }

    @TestFactory
    Stream<DynamicTest> mono_keepsTheRules() {
        return rules(new MonoRules(this.bean));
    }

    private static Stream<DynamicTest> rules(PublisherVerification<Integer> verification) {
        Method[] rules = Arrays.stream(PublisherVerification.class.getMethods())
            .filter((method) -> method.isAnnotationPresent(org.testng.annotations.Test.class))
            .filter((method) -> !method.getName().startsWith("untested"))
            .toArray(Method[]::new);
        assertThat(rules).hasSizeGreaterThan(20);
        return Arrays.stream(rules)
            .map((rule) -> DynamicTest.dynamicTest(rule.getName(), () -> verify(verification, rule)));
    }

    private static void verify(PublisherVerification<Integer> verification, Method rule) throws Throwable {
        verification.setUp();
        try {
            rule.invoke(verification);
        }
        catch (InvocationTargetException ex) {
            if (ex.getTargetException() instanceof SkipException skipped) {
                throw new TestAbortedException(skipped.getMessage());
            }
            throw ex.getTargetException();
        }
    }

    static class FluxRules extends PublisherVerification<Integer> {

        private final Publishers bean;

        FluxRules(Publishers bean) {
            super(new TestEnvironment(500, 100));
            this.bean = bean;
        }

        @Override
        public Publisher<Integer> createPublisher(long elements) {
            Flux<Integer> endless = Flux.generate((sink) -> sink.next(1));
            return this.bean.flux((elements == Long.MAX_VALUE) ? endless : endless.take(elements));
        }

        @Override
        public Publisher<Integer> createFailedPublisher() {
            return this.bean.flux(Flux.error(new IllegalStateException("failed")));
        }

    }

    static class MonoRules extends PublisherVerification<Integer> {

        private final Publishers bean;

        MonoRules(Publishers bean) {
            super(new TestEnvironment(500, 100));
            this.bean = bean;
        }

        @Override
        public Publisher<Integer> createPublisher(long elements) {
            return this.bean.mono((elements == 0) ? Mono.empty() : Mono.just(1).hide());
        }

        @Override
        public Publisher<Integer> createFailedPublisher() {
            return this.bean.mono(Mono.error(new IllegalStateException("failed")));
        }

        @Override
        public long maxElementsFromPublisher() {
            return 1;
        }

    }

    static class Publishers {

        @Traced(recordInput = false)
        public Flux<Integer> flux(Flux<Integer> flux) {
            return flux;
        }

        @Traced(recordInput = false)
        public Mono<Integer> mono(Mono<Integer> mono) {
            return mono;
        }

    }

}
