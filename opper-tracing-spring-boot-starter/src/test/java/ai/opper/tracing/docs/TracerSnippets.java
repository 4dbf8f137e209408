// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;

/** The code of the documents that use the tracer by hand. */
final class TracerSnippets {

    private final OpperTracer tracer;

    TracerSnippets(OpperTracer tracer) {
        this.tracer = tracer;
    }

    String rank(List<String> articles) {
        return this.tracer.inSpan("rank", () -> articles.get(0));
    }

    String rankInDetail(List<String> articles) {
        try (Span span = this.tracer.span("rank").type(SpanType.RERANKER).input(articles).start()) {
            String best = articles.get(0);
            span.output(best).metric("candidates", articles.size()).event("ranked", Map.of("best", best));
            return best;
        }
    }

    void judge(String answer) {
        this.tracer.currentSpan().tag("action", "ANSWER").finding("polite", true, "it says thank you");
    }

    String inConversation(String conversation, String user, Callable<String> turn) throws Exception {
        TraceAttributes attributes = TraceAttributes.none()
            .withSessionId(conversation)
            .withUserId(user)
            .withTag("channel", "web");
        try (TraceScope scope = this.tracer.with(attributes)) {
            return turn.call();
        }
    }

    void healthCheck(Runnable check) {
        try (TraceScope scope = this.tracer.suppress()) {
            check.run();
        }
    }

    ExecutorService propagating(ExecutorService executor) {
        return this.tracer.wrap(executor);
    }

    boolean sendBeforeExit() {
        FlushResult result = this.tracer.flush(Duration.ofSeconds(5));
        return result.isComplete();
    }

}
