// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.List;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.listener.EmbeddingModelRequestContext;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.ai.ModelWords;

/** Texts that an embedding model turns into vectors. The vectors are counted only. */
final class EmbeddingContext extends LangChain4jContext {

    static final String NAME = "langchain4j.embedding";

    private static final String UNKNOWN = "unknown";

    private final @Nullable String model;

    private final @Nullable String provider;

    private final List<String> texts;

    private volatile @Nullable EmbeddingResponse response;

    EmbeddingContext(EmbeddingModelRequestContext request) {
        this.model = known(request.embeddingModel().modelName());
        this.provider = ModelCallContext.provider(request.embeddingModel().provider());
        this.texts = request.textSegments().stream().map(TextSegment::text).toList();
    }

    void response(EmbeddingResponse response) {
        this.response = response;
    }

    private static @Nullable String known(@Nullable String model) {
        return (StringUtils.hasText(model) && !UNKNOWN.equals(model)) ? model : null;
    }

    @Override
    String spanType() {
        return SpanType.EMBEDDING;
    }

    @Override
    String spanName() {
        return (this.model != null) ? "embedding " + this.model : "embedding";
    }

    @Override
    void started(Span span, boolean includeContent) {
        ModelWords.requestedModel(span, this.model);
        ModelWords.meta(span, "provider", this.provider);
        if (includeContent) {
            span.input(this.texts);
        }
    }

    @Override
    void stopped(Span span, boolean includeContent, CostEstimator costs) {
        EmbeddingResponse answer = this.response;
        if (answer == null) {
            return;
        }
        List<Embedding> embeddings = answer.embeddings();
        span.meta("embedding_count", embeddings.size());
        if (!embeddings.isEmpty()) {
            span.meta("dimensions", embeddings.get(0).dimension());
        }
        String served = known(answer.metadata().modelName());
        ModelWords.meta(span, "model", served);
        ModelCallContext.usage(span, answer.metadata().tokenUsage(), this.provider,
                (served != null) ? served : this.model, costs);
    }

}
