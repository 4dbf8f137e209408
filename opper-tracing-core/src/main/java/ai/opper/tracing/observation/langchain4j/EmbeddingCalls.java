// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import dev.langchain4j.model.embedding.listener.EmbeddingModelErrorContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelRequestContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelResponseContext;

import ai.opper.tracing.observation.LibraryCall;
import ai.opper.tracing.observation.SpanTracer;

/** Observes calls of embedding models, as their listener. */
final class EmbeddingCalls implements EmbeddingModelListener {

    private final SpanTracer tracer;

    EmbeddingCalls(SpanTracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void onRequest(EmbeddingModelRequestContext request) {
        EmbeddingContext context = new EmbeddingContext(request);
        LibraryCall call = this.tracer.observe(EmbeddingContext.NAME, context, null);
        request.attributes().put(this, new Running(call, context));
    }

    @Override
    public void onResponse(EmbeddingModelResponseContext response) {
        if (response.attributes().remove(this) instanceof Running running) {
            running.context().response(response.embeddingResponse());
            running.call().end();
        }
    }

    @Override
    public void onError(EmbeddingModelErrorContext error) {
        if (error.attributes().remove(this) instanceof Running running) {
            running.call().fail(error.error());
        }
    }

    private record Running(LibraryCall call, EmbeddingContext context) {
    }

}
