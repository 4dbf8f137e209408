// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;

import ai.opper.tracing.client.OpperMetric;
import ai.opper.tracing.client.TraceSpan;
import ai.opper.tracing.client.TraceSummary;

import static org.assertj.core.api.Assertions.assertThat;

/** What native images are told whatever the application looks like. */
class RuntimeHintsTest {

    private final RuntimeHints hints = new RuntimeHints();

    @BeforeEach
    void register() {
        for (RuntimeHintsRegistrar registrar : AotServices.factories().load(RuntimeHintsRegistrar.class)) {
            if (registrar.getClass().getName().startsWith("ai.opper.")) {
                registrar.registerHints(this.hints, getClass().getClassLoader());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = { Traced.class, SpanMetric.class, SpanMetrics.class, SpanTag.class, Sensitive.class })
    void annotations_canBeRead(Class<?> annotation) {
        assertThat(RuntimeHintsPredicates.reflection()
            .onType(annotation)
            .withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS)).accepts(this.hints);
    }

    @ParameterizedTest
    @ValueSource(classes = { Stream.class, IntStream.class, Iterator.class })
    void streams_canHaveProxies(Class<?> type) {
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(type)).accepts(this.hints);
    }

    @ParameterizedTest
    @ValueSource(strings = { "SpanExchange", "JudgementExchange", "MetricExchange", "EventExchange", "TraceExchange" })
    void client_canHaveProxies(String name) throws Exception {
        Class<?> exchange = Class.forName("ai.opper.tracing.client." + name);
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(AopProxyUtils.completeJdkProxyInterfaces(exchange)))
            .accepts(this.hints);
        assertThat(exchange.getDeclaredMethods()).isNotEmpty()
            .allSatisfy((method) -> assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method))
                .accepts(this.hints));
    }

    @ParameterizedTest
    @ValueSource(classes = { TraceSummary.class, TraceSpan.class, OpperMetric.class })
    void client_canReadAnswers(Class<?> type) {
        assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
            .accepts(this.hints);
    }

    @Test
    void lazyValues_canBeAsked() throws Exception {
        Class<?> proxy = Class.forName("org.hibernate.proxy.HibernateProxy");
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(proxy, "getHibernateLazyInitializer"))
            .accepts(this.hints);
    }

}
