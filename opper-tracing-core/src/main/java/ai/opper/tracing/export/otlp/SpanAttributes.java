// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.List;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanRecord;

/**
 * Writes what is said about a span as the attributes of
 * <a href="https://arize-ai.github.io/openinference/spec/semantic_conventions.html">
 * OpenInference</a>, without what is hidden.
 */
final class SpanAttributes {

    /** The id of a span at Opper, by which both worlds find each other. */
    static final String SPAN_ID = "opper.span_id";

    private static final AttributeKey<List<String>> TAGS = AttributeKey.stringArrayKey("tag.tags");

    private final Hiding hiding;

    private final boolean genAi;

    SpanAttributes(OtlpExporterSettings settings) {
        this.hiding = new Hiding(settings.hidden(), settings.maxImageLength());
        this.genAi = settings.genAi();
    }

    Attributes of(SpanRecord span, Metadata meta) {
        AttributesBuilder attributes = Attributes.builder();
        String kind = SpanKinds.openInference(span.type());
        attributes.put("openinference.span.kind", kind);
        attributes.put(SPAN_ID, span.id().toString());
        attributes.put("opper.span_type", span.type());
        payload(attributes, "input", span.input(), this.hiding.wholeInput(kind));
        payload(attributes, "output", span.output(), this.hiding.wholeOutput(kind));
        put(attributes, "session.id", span.sessionId());
        put(attributes, "user.id", span.userId());
        if (!span.tags().isEmpty()) {
            attributes.put(TAGS,
                    span.tags().entrySet().stream().map((tag) -> tag.getKey() + ':' + tag.getValue()).toList());
        }
        byKind(attributes, span, meta, kind);
        Annotations.write(span, attributes);
        ObjectNode rest = meta.rest();
        if (!rest.isEmpty()) {
            attributes.put("metadata", rest.toString());
        }
        return attributes.build();
    }

    private static void payload(AttributesBuilder attributes, String name, @Nullable Payload value, boolean hidden) {
        if (value == null) {
            return;
        }
        attributes.put(name + ".value", hidden ? HideSwitch.REDACTED : value.text());
        if (!hidden) {
            attributes.put(name + ".mime_type", value.isText() ? "text/plain" : "application/json");
        }
    }

    private void byKind(AttributesBuilder attributes, SpanRecord span, Metadata meta, String kind) {
        JsonNode input = (span.input() != null) ? JsonValues.read(span.input()) : null;
        JsonNode output = (span.output() != null) ? JsonValues.read(span.output()) : null;
        GenAiAttributes conventions = this.genAi ? new GenAiAttributes(attributes, this.hiding) : null;
        if (conventions != null) {
            conventions.common(span, kind);
        }
        switch (kind) {
            case SpanKinds.LLM -> {
                ModelCall call = ModelCall.take(meta);
                Conversation conversation = Conversation.of(input, output);
                new ModelAttributes(attributes, this.hiding).write(call, conversation);
                if (conventions != null) {
                    conventions.modelCall(call, conversation);
                }
            }
            case SpanKinds.EMBEDDING -> {
                ModelCall call = ModelCall.take(meta);
                new DataAttributes(attributes, this.hiding).embedding(call, input);
                if (conventions != null) {
                    conventions.embedding(call, meta.text("dimensions"));
                }
            }
            case SpanKinds.RETRIEVER -> {
                DataAttributes data = new DataAttributes(attributes, this.hiding);
                data.retrieval(output);
                data.hiddenWithInput(meta, "filter");
                if (conventions != null) {
                    conventions.retrieval(input, output);
                }
            }
            case SpanKinds.RERANKER -> new DataAttributes(attributes, this.hiding).reranking(meta, input, output);
            case SpanKinds.TOOL -> {
                ToolCall call = ToolCall.take(span, meta);
                call.write(attributes);
                if (conventions != null) {
                    conventions.tool(call, span);
                }
            }
            case SpanKinds.AGENT -> attributes.put("agent.name", span.name());
            default -> {
                // There is nothing more to say about other kinds.
            }
        }
    }

    static void put(AttributesBuilder attributes, String key, @Nullable String value) {
        if (value != null) {
            attributes.put(key, value);
        }
    }

    static void put(AttributesBuilder attributes, String key, @Nullable Long value) {
        if (value != null) {
            attributes.put(key, value.longValue());
        }
    }

    static void put(AttributesBuilder attributes, String key, @Nullable Double value) {
        if (value != null) {
            attributes.put(key, value.doubleValue());
        }
    }

}
