// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs.support;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.test.RecordedSpans;
import ai.opper.tracing.test.RecordedSpansExtension;
import ai.opper.tracing.test.TestTracing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;

@ExtendWith(RecordedSpansExtension.class)
class QuestionsTest {

    @Test
    void tracerThatIsHandedOver(OpperTracer tracer, RecordedSpans spans) {
        tracer.inSpan("rank", () -> "returns");

        assertThat(spans.span("rank")).hasOutput("returns");
    }

    @Test
    void annotationsOfAnObject(TestTracing tracing) {
        SupportService support = tracing.traced(new SupportService());

        support.answer("Where is my order?");

        assertThat(tracing.spans()).hasRoot("SupportService.answer");
    }

}
