// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.List;
import java.util.Map;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import ai.opper.tracing.export.otlp.Conversation.Call;
import ai.opper.tracing.export.otlp.Conversation.Message;
import ai.opper.tracing.export.otlp.Conversation.Part;
import ai.opper.tracing.span.SpanRecord;

/**
 * Writes the attributes of OpenTelemetry's
 * <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/">conventions for
 * generative AI</a> beside those of OpenInference. The same switches hide the same
 * things.
 */
final class GenAiAttributes {

    private static final Map<String, String> OPERATIONS = Map.of(SpanKinds.LLM, "chat", SpanKinds.EMBEDDING,
            "embeddings", SpanKinds.TOOL, "execute_tool", SpanKinds.AGENT, "invoke_agent", SpanKinds.RETRIEVER,
            "retrieval");

    /** Spring AI's names of providers, where these are others. */
    private static final Map<String, String> PROVIDERS = Map.of("azure_openai", "azure.ai.openai", "vertex_ai",
            "gcp.vertex_ai", "google_genai_ai", "gcp.gemini", "bedrock_converse", "aws.bedrock");

    private static final Map<String, String> PARAMETERS = Map.of("temperature", "temperature", "top_p", "top_p",
            "top_k", "top_k", "max_output_tokens", "max_tokens", "frequency_penalty", "frequency_penalty",
            "presence_penalty", "presence_penalty");

    private static final AttributeKey<List<String>> FINISH_REASONS = AttributeKey
        .stringArrayKey("gen_ai.response.finish_reasons");

    private final AttributesBuilder attributes;

    private final Hiding hiding;

    GenAiAttributes(AttributesBuilder attributes, Hiding hiding) {
        this.attributes = attributes;
        this.hiding = hiding;
    }

    void common(SpanRecord span, String kind) {
        put("gen_ai.operation.name", OPERATIONS.get(kind));
        put("gen_ai.conversation.id", span.sessionId());
        if (kind.equals(SpanKinds.AGENT)) {
            put("gen_ai.agent.name", span.name());
        }
    }

    void modelCall(ModelCall call, Conversation conversation) {
        model(call);
        if (call.finishReason() != null) {
            this.attributes.put(FINISH_REASONS, List.of(call.finishReason().split(",", -1)));
        }
        if (!this.hiding.conversation(true) && !conversation.input().isEmpty()) {
            put("gen_ai.input.messages", messages(conversation.input(), null).toString());
        }
        if (!this.hiding.conversation(false) && !conversation.output().isEmpty()) {
            put("gen_ai.output.messages", messages(conversation.output(), call.finishReason()).toString());
        }
        if (!this.hiding.tools() && !conversation.tools().isEmpty()) {
            ArrayNode tools = JsonNodeFactory.instance.arrayNode();
            conversation.tools().forEach((tool) -> tools.add(definition(tool)));
            put("gen_ai.tool.definitions", tools.toString());
        }
    }

    private void model(ModelCall call) {
        if (call.provider() != null) {
            String provider = ModelCall.providerWord(call.provider());
            put("gen_ai.provider.name", PROVIDERS.getOrDefault(provider, provider));
        }
        put("gen_ai.request.model", (call.requestedModel() != null) ? call.requestedModel() : call.model());
        put("gen_ai.response.model", call.model());
        put("gen_ai.response.id", call.responseId());
        SpanAttributes.put(this.attributes, "gen_ai.usage.input_tokens", call.usage().input());
        SpanAttributes.put(this.attributes, "gen_ai.usage.output_tokens", call.usage().output());
        SpanAttributes.put(this.attributes, "gen_ai.usage.cache_read.input_tokens", call.usage().cacheRead());
        SpanAttributes.put(this.attributes, "gen_ai.usage.cache_creation.input_tokens", call.usage().cacheWrite());
        if (!this.hiding.parameters()) {
            call.parameters()
                .properties()
                .forEach((parameter) -> number("gen_ai.request." + PARAMETERS.get(parameter.getKey()),
                        parameter.getValue()));
        }
    }

    void embedding(ModelCall call, @Nullable String dimensions) {
        model(call);
        JsonNode count = (dimensions != null) ? JsonValues.read(dimensions) : null;
        if (count != null) {
            number("gen_ai.embeddings.dimension.count", count);
        }
    }

    void retrieval(@Nullable JsonNode input, @Nullable JsonNode output) {
        if (input != null && input.isString() && !this.hiding.input()) {
            put("gen_ai.retrieval.query.text", input.stringValue());
        }
        if (output != null && output.isArray() && !this.hiding.output()) {
            put("gen_ai.retrieval.documents", output.toString());
        }
    }

    void tool(ToolCall call, SpanRecord span) {
        put("gen_ai.tool.name", call.name());
        put("gen_ai.tool.type", "function");
        put("gen_ai.tool.call.id", call.id());
        put("gen_ai.tool.description", call.description());
        if (span.input() != null && !this.hiding.input()) {
            put("gen_ai.tool.call.arguments", span.input().text());
        }
        if (span.output() != null && !this.hiding.output()) {
            put("gen_ai.tool.call.result", span.output().text());
        }
    }

    private static ArrayNode messages(List<Message> messages, @Nullable String finishReason) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Message message : messages) {
            ObjectNode json = list.addObject();
            json.put("role", message.role());
            ArrayNode parts = json.putArray("parts");
            message.parts().forEach((part) -> parts.add(part(part, message)));
            message.calls().forEach((call) -> parts.add(call(call)));
            if (finishReason != null) {
                json.put("finish_reason", finishReason);
            }
        }
        return list;
    }

    private static ObjectNode part(Part part, Message message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (message.answersCall() != null) {
            return json.put("type", "tool_call_response")
                .put("id", message.answersCall())
                .put("response", part.value());
        }
        if (part.isText()) {
            return json.put("type", "text").put("content", part.value());
        }
        json.put("type", (part.value() != null) ? "uri" : "blob").put("modality", part.type());
        return (part.value() != null && !part.value().startsWith("data:")) ? json.put("uri", part.value()) : json;
    }

    private static ObjectNode call(Call call) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "tool_call").put("id", call.id()).put("name", call.name());
        JsonNode arguments = JsonValues.read(call.arguments());
        return (arguments != null) ? json.set("arguments", arguments) : json.put("arguments", call.arguments());
    }

    private static JsonNode definition(JsonNode tool) {
        JsonNode function = tool.has("function") ? tool.path("function") : tool;
        if (!(function instanceof ObjectNode described)) {
            return tool;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "function");
        described.properties().forEach((entry) -> json.set(entry.getKey(), entry.getValue()));
        return json;
    }

    private void number(String key, JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            this.attributes.put(key, value.longValue());
        }
        else if (value.isNumber()) {
            this.attributes.put(key, value.doubleValue());
        }
    }

    private void put(String key, @Nullable String value) {
        SpanAttributes.put(this.attributes, key, value);
    }

}
