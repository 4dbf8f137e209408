// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.List;
import java.util.Map;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.ai.ChatJson;

/** A retriever that is asked for documents. */
final class RetrievalContext extends LangChain4jContext {

    static final String NAME = "langchain4j.retriever";

    private final String retriever;

    private final String query;

    private volatile @Nullable List<Content> found;

    RetrievalContext(String retriever, String query) {
        this.retriever = retriever;
        this.query = query;
    }

    void found(@Nullable List<Content> found) {
        this.found = found;
    }

    @Override
    String spanType() {
        return SpanType.RETRIEVER;
    }

    @Override
    String spanName() {
        return this.retriever;
    }

    @Override
    void started(Span span, boolean includeContent) {
        if (includeContent) {
            span.input(this.query);
        }
    }

    @Override
    void stopped(Span span, boolean includeContent, CostEstimator costs) {
        List<Content> documents = this.found;
        if (documents == null) {
            return;
        }
        span.meta("document_count", documents.size());
        if (includeContent) {
            span.output(documents.stream().map(RetrievalContext::document).toList());
        }
    }

    private static Map<String, Object> document(Content content) {
        Object id = content.metadata().get(ContentMetadata.EMBEDDING_ID);
        Object reranked = content.metadata().get(ContentMetadata.RERANKED_SCORE);
        return ChatJson.document((id != null) ? id.toString() : null,
                (reranked != null) ? reranked : content.metadata().get(ContentMetadata.SCORE),
                content.textSegment().text(), content.textSegment().metadata().toMap());
    }

}
