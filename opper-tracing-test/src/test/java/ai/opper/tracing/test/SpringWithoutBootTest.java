// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.span.SpanSink;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Spring's test support is enough; nothing here knows Boot. */
@OpperTracingTest
@SpringJUnitConfig
class SpringWithoutBootTest {

    @RepeatedTest(2)
    void sinkOfTheContext_isTheRecordedOneAndBeginsEmpty(@Autowired SpanSink sink, @Autowired RecordedSpans spans,
            @Autowired Environment environment) {
        assertThat(sink).isSameAs(spans);
        assertThat(spans).isEmpty();
        assertThat(environment.getProperty("opper.local.enabled")).isEqualTo("false");
        SampleSpan.root("here", 0).end(spans, 1);
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        OpperTracer tracer() {
            return OpperTracer.noop();
        }

    }

}
