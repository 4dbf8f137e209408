// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test.spring;

import java.util.List;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

import ai.opper.tracing.test.OpperTracingTest;

/** Decides for each test class where the spans of its context go. */
final class TracingContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(Class<?> testClass,
            List<ContextConfigurationAttributes> configAttributes) {
        return new TracingContextCustomizer(isRecorded(testClass));
    }

    /** Nested classes inherit, as Spring's own annotations do. */
    static boolean isRecorded(Class<?> testClass) {
        return TestContextAnnotationUtils.hasAnnotation(testClass, OpperTracingTest.class);
    }

}
