// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test.spring;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.test.RecordedSpans;

/**
 * Lets each test method begin with no spans: those of the application's start and of
 * earlier tests are forgotten, those of {@code @BeforeEach} methods are kept.
 */
final class RecordedSpansTestExecutionListener extends AbstractTestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        if (!TracingContextCustomizerFactory.isRecorded(test.getTestClass())) {
            return;
        }
        ApplicationContext context = test.getApplicationContext();
        if (context.getBeanNamesForType(OpperTracer.class).length == 0) {
            throw new IllegalStateException("@OpperTracingTest records nothing here, since there is no OpperTracer in"
                    + " this application context. Test slices leave auto-configurations out: use @SpringBootTest, or"
                    + " import those of opper-tracing-spring-boot-starter.");
        }
        context.getBean(RecordedSpans.class).clear();
    }

}
