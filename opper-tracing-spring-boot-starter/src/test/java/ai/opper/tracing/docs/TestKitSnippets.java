// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.time.Duration;

import org.junit.jupiter.api.AutoClose;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.RecordedSpans;
import ai.opper.tracing.test.Reply;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The code of the test kit's README. */
final class TestKitSnippets {

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start().requireKey("test-key");

    void recorded(RecordedSpans spans) {
        assertThat(spans).hasRoot("answer").hasTree("""
                answer
                  retrieve
                  generate
                """);
        assertThat(spans.span("retrieve")).hasType(SpanType.RETRIEVER)
            .hasInputJson("{\"question\": \"Where is my order?\"}")
            .hasMetric("hits", 3)
            .hasNoError();
    }

    void scripted() {
        // The next two requests, one kind of request, and all others until api.behave().
        this.api.next(Reply.status(503)).next(Reply.resetAfterStoring());
        this.api.on("POST", "/v2/spans/*/metrics").always(Reply.rateLimit(20));
        this.api.always(Reply.normal().after(Duration.ofSeconds(30)));

        // What was stored, in order, and everything that arrived.
        assertThat(this.api.awaitSpans(1, Duration.ofSeconds(5))).hasSize(1);
        assertThat(this.api.requests()).extracting(ReceivedRequest::status).contains(503);
    }

}
