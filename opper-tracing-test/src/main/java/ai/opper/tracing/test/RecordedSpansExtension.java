// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import ai.opper.tracing.OpperTracer;

/**
 * Gives tests without Spring a {@link RecordedSpans}, the {@link OpperTracer} whose spans
 * come there, and the {@link TestTracing} that holds both: as parameters of constructors,
 * test methods and the methods around them.
 *
 * <p>
 * Each test method has its own, so tests may run in parallel. What a constructor of
 * {@code PER_CLASS} tests or a {@code @BeforeAll} method got is shared by the class, and
 * is empty at the start of each test method.
 */
public final class RecordedSpansExtension implements ParameterResolver, BeforeEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(RecordedSpansExtension.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RecordedSpans.class || type == OpperTracer.class || type == TestTracing.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestTracing tracing = tracing(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == TestTracing.class) {
            return tracing;
        }
        return (type == RecordedSpans.class) ? tracing.spans() : tracing.tracer();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        tracing(context).spans().clear();
    }

    /** The store closes it at the end of the method, or of the class. */
    private static TestTracing tracing(ExtensionContext context) {
        return context.getStore(NAMESPACE)
            .computeIfAbsent(TestTracing.class, (key) -> new TestTracing(), TestTracing.class);
    }

}
