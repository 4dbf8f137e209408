// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.ArrayList;
import java.util.List;

import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes the attributes of documents and embeddings. */
final class DataAttributes {

    private final AttributesBuilder attributes;

    private final Hiding hiding;

    DataAttributes(AttributesBuilder attributes, Hiding hiding) {
        this.attributes = attributes;
        this.hiding = hiding;
    }

    void embedding(ModelCall call, @Nullable JsonNode input) {
        String model = (call.model() != null) ? call.model() : call.requestedModel();
        SpanAttributes.put(this.attributes, "embedding.model_name", model);
        if (!call.parameters().isEmpty() && !this.hiding.parameters()) {
            this.attributes.put("embedding.invocation_parameters", call.parameters().toString());
        }
        ModelAttributes.tokens(this.attributes, call.usage());
        SpanAttributes.put(this.attributes, "llm.cost.total", call.cost());
        if (this.hiding.input()) {
            return;
        }
        int index = 0;
        for (String text : texts(input)) {
            this.attributes.put("embedding.embeddings." + index++ + ".embedding.text",
                    this.hiding.embeddedText() ? HideSwitch.REDACTED : text);
        }
    }

    private static List<String> texts(@Nullable JsonNode input) {
        List<String> texts = new ArrayList<>();
        if (input != null && input.isString()) {
            texts.add(input.stringValue());
        }
        else if (input != null && input.isArray()) {
            input.forEach((each) -> {
                if (each.isString()) {
                    texts.add(each.stringValue());
                }
            });
        }
        return texts;
    }

    void retrieval(@Nullable JsonNode output) {
        if (!this.hiding.output()) {
            documents("retrieval.documents.", output);
        }
    }

    void reranking(Metadata meta, @Nullable JsonNode input, @Nullable JsonNode output) {
        SpanAttributes.put(this.attributes, "reranker.model_name", meta.takeText("model"));
        SpanAttributes.put(this.attributes, "reranker.top_k", meta.takeLong("top_k"));
        if (input != null && !this.hiding.input()) {
            JsonNode query = input.isString() ? input : input.path("query");
            SpanAttributes.put(this.attributes, "reranker.query", query.asString(null));
            documents("reranker.input_documents.", input.path("documents"));
        }
        if (!this.hiding.output()) {
            documents("reranker.output_documents.", output);
        }
    }

    /** Metadata that say as much as the input. */
    void hiddenWithInput(Metadata meta, String key) {
        if (this.hiding.input()) {
            meta.take(key);
        }
    }

    private void documents(String prefix, @Nullable JsonNode documents) {
        if (documents == null || !documents.isArray()) {
            return;
        }
        int index = 0;
        for (JsonNode document : documents) {
            document(prefix + index++ + ".document.", document);
        }
    }

    private void document(String prefix, JsonNode document) {
        if (!document.isObject()) {
            this.attributes.put(prefix + "content", JsonValues.text(document));
            return;
        }
        put(prefix + "id", document.path("id"));
        JsonNode score = document.path("score");
        if (score.isNumber()) {
            this.attributes.put(prefix + "score", score.doubleValue());
        }
        for (String name : List.of("text", "content", "page_content")) {
            if (document.has(name)) {
                put(prefix + "content", document.path(name));
                break;
            }
        }
        if (document.path("metadata").isObject()) {
            this.attributes.put(prefix + "metadata", document.path("metadata").toString());
        }
    }

    private void put(String key, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            this.attributes.put(key, JsonValues.text(value));
        }
    }

}
