// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;

import ai.opper.tracing.SpanType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The code of this module's README, so that it compiles and says the truth. */
class ReadmeTest {

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start().requireKey("test-key");

    private final RecordedSpans spans = new RecordedSpans();

    @Test
    void recordedSpans_areAsserted() {
        SampleSpan answer = SampleSpan.root("answer", 0);
        answer.child("retrieve", 1)
            .type(SpanType.RETRIEVER)
            .payloads("{\"question\":\"Where is my order?\"}", "[]")
            .metric("hits", 3)
            .end(this.spans, 2);
        answer.child("generate", 3).end(this.spans, 4);
        answer.end(this.spans, 5);

        assertThat(this.spans).hasRoot("answer").hasTree("""
                answer
                  retrieve
                  generate
                """);
        assertThat(this.spans.span("retrieve")).hasType(SpanType.RETRIEVER)
            .hasInputJson("{\"question\": \"Where is my order?\"}")
            .hasMetric("hits", 3)
            .hasNoError();
    }

    @Test
    void fakeOpperApi_isScripted() {
        this.api.next(Reply.status(503)).next(Reply.resetAfterStoring());
        this.api.on("POST", "/v2/spans/*/metrics").always(Reply.rateLimit(20));
        this.api.always(Reply.normal().after(Duration.ofSeconds(30)));

        ApiCaller caller = new ApiCaller(this.api.url());
        assertThat(caller.post("/v2/spans", "{\"name\": \"a\"}").statusCode()).isEqualTo(503);
        this.api.behave();
        assertThat(caller.post("/v2/spans", "{\"name\": \"a\"}").statusCode()).isEqualTo(200);

        assertThat(this.api.awaitSpans(1, Duration.ofSeconds(5))).hasSize(1);
        assertThat(this.api.requests()).extracting(ReceivedRequest::status).contains(503);
    }

}
