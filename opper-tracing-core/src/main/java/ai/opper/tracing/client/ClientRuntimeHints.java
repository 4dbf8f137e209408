// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;

/**
 * Tells native images about the proxies that speak to the API, and the records that
 * Jackson reads and writes. Called at build time.
 */
final class ClientRuntimeHints implements RuntimeHintsRegistrar {

    static final List<Class<?>> EXCHANGES = List.of(SpanExchange.class, JudgementExchange.class, MetricExchange.class,
            EventExchange.class, TraceExchange.class);

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        for (Class<?> exchange : EXCHANGES) {
            hints.proxies().registerJdkProxy(AopProxyUtils.completeJdkProxyInterfaces(exchange));
        }
        new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, EXCHANGES.toArray(Class<?>[]::new));
        new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), TraceSummary.class,
                TraceSpan.class, OpperSpan.class, OpperMetric.class, SavedExample.class, FeedbackResult.class);
    }

}
