// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs.support;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.test.OpperTracingTest;
import ai.opper.tracing.test.RecordedSpans;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;

@SpringBootTest
@OpperTracingTest
class SupportServiceTest {

    @Autowired
    private SupportService support;

    @Autowired
    private RecordedSpans spans;

    @Test
    void answer_isRecorded() {
        this.support.answer("Where is my order?");

        assertThat(this.spans).hasTree("SupportService.answer");
        assertThat(this.spans.span("SupportService.answer")).hasType(SpanType.AGENT)
            .hasInputJson("{\"question\": \"Where is my order?\"}")
            .hasOutput("Thank you for asking: Where is my order?")
            .hasMetric("answer_length", 40)
            .hasNoError();
    }

}
