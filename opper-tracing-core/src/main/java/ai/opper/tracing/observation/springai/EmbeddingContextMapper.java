// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.ai.ContentContextMapper;
import ai.opper.tracing.observation.ai.ModelWords;

/** Texts that an embedding model turns into vectors. The vectors are counted only. */
public final class EmbeddingContextMapper extends ContentContextMapper<EmbeddingModelObservationContext> {

    private final CostEstimator costs;

    /**
     * Makes a mapper.
     * @param includeContent whether the texts are recorded
     * @param costs knows what a call costs
     */
    public EmbeddingContextMapper(boolean includeContent, CostEstimator costs) {
        super(EmbeddingModelObservationContext.class, SpanType.EMBEDDING, includeContent);
        this.costs = costs;
    }

    @Override
    protected String nameOf(EmbeddingModelObservationContext context) {
        String model = requestedModel(context);
        return (model != null) ? "embedding " + model : "embedding";
    }

    private static @Nullable String requestedModel(EmbeddingModelObservationContext context) {
        EmbeddingOptions options = context.getRequest().getOptions();
        return (options != null) ? options.getModel() : null;
    }

    @Override
    protected void started(EmbeddingModelObservationContext context, Span span) {
        ModelWords.requestedModel(span, requestedModel(context));
        ModelWords.meta(span, "provider", context.getOperationMetadata().provider());
        if (includesContent()) {
            span.input(context.getRequest().getInstructions());
        }
    }

    @Override
    protected void stopped(EmbeddingModelObservationContext context, Span span) {
        EmbeddingResponse response = context.getResponse();
        if (response == null) {
            return;
        }
        List<Embedding> embeddings = response.getResults();
        span.meta("embedding_count", embeddings.size());
        if (!embeddings.isEmpty()) {
            span.meta("dimensions", embeddings.get(0).getOutput().length);
        }
        EmbeddingResponseMetadata metadata = response.getMetadata();
        ModelWords.meta(span, "model", metadata.getModel());
        Descriptions.usage(span, metadata.getUsage(), context.getOperationMetadata().provider(),
                Descriptions.firstText(metadata.getModel(), requestedModel(context)), this.costs);
    }

}
