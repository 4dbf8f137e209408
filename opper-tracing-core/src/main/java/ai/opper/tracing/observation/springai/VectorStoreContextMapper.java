// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import java.util.List;
import java.util.Map;

import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext.Operation;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.observation.ai.ChatJson;
import ai.opper.tracing.observation.ai.ContentContextMapper;
import ai.opper.tracing.observation.ai.ModelWords;

/** A vector store that is asked for documents, or given some. */
public final class VectorStoreContextMapper extends ContentContextMapper<VectorStoreObservationContext> {

    /**
     * Makes a mapper.
     * @param includeContent whether queries and the documents that were found are
     * recorded
     */
    public VectorStoreContextMapper(boolean includeContent) {
        super(VectorStoreObservationContext.class, SpanType.CHAIN, includeContent);
    }

    private static boolean isQuery(VectorStoreObservationContext context) {
        return Operation.QUERY.value().equals(context.getOperationName());
    }

    @Override
    protected String typeOf(VectorStoreObservationContext context) {
        return isQuery(context) ? SpanType.RETRIEVER : SpanType.CHAIN;
    }

    @Override
    protected String nameOf(VectorStoreObservationContext context) {
        return "vector_store " + context.getOperationName();
    }

    @Override
    protected void started(VectorStoreObservationContext context, Span span) {
        ModelWords.meta(span, "store", context.getDatabaseSystem());
        ModelWords.meta(span, "collection", context.getCollectionName());
        ModelWords.meta(span, "namespace", context.getNamespace());
        ModelWords.meta(span, "dimensions", context.getDimensions());
        SearchRequest request = context.getQueryRequest();
        if (request != null) {
            query(request, span);
        }
    }

    private void query(SearchRequest request, Span span) {
        span.meta("top_k", request.getTopK());
        span.meta("similarity_threshold", request.getSimilarityThreshold());
        if (includesContent()) {
            span.input(request.getQuery());
            ModelWords.meta(span, "filter",
                    request.hasFilterExpression() ? String.valueOf(request.getFilterExpression()) : null);
        }
    }

    @Override
    protected void stopped(VectorStoreObservationContext context, Span span) {
        List<Document> found = context.getQueryResponse();
        if (found == null) {
            return;
        }
        span.meta("document_count", found.size());
        if (includesContent()) {
            span.output(found.stream().map(VectorStoreContextMapper::document).toList());
        }
    }

    private static Map<String, Object> document(Document document) {
        return ChatJson.document(document.getId(), document.getScore(), document.getText(), document.getMetadata());
    }

}
