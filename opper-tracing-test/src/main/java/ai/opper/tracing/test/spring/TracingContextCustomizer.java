// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test.spring;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

import ai.opper.tracing.test.RecordedSpans;

/**
 * Keeps the spans of a test's context at home. A record, since contexts are cached by
 * what customizes them.
 *
 * @param recorded whether the test looks at its spans
 */
record TracingContextCustomizer(boolean recorded) implements ContextCustomizer {

    /** A name that no bean of the application has by chance. */
    private static final String BEAN = "opperRecordedSpans";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        TestDefaults.addTo(context.getEnvironment(), this.recorded);
        if (this.recorded) {
            RootBeanDefinition spans = new RootBeanDefinition(RecordedSpans.class);
            // Wins over a sink of the application's.
            spans.setPrimary(true);
            ((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition(BEAN, spans);
        }
    }

}
