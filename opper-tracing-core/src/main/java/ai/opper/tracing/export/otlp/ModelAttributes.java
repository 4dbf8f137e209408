// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.List;
import java.util.Map;

import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import ai.opper.tracing.export.otlp.Conversation.Call;
import ai.opper.tracing.export.otlp.Conversation.Message;
import ai.opper.tracing.export.otlp.Conversation.Part;

/**
 * Writes the attributes {@code llm.*}: the model, its parameters, messages, tools and
 * tokens.
 */
final class ModelAttributes {

    /** Spring AI's names of providers, and what OpenInference calls product and host. */
    private static final Map<String, Vendor> VENDORS = Map.ofEntries(
            Map.entry("openai", new Vendor("openai", "openai")),
            Map.entry("anthropic", new Vendor("anthropic", "anthropic")),
            Map.entry("azure_openai", new Vendor("openai", "azure")),
            Map.entry("mistral_ai", new Vendor("mistralai", "mistralai")),
            Map.entry("mistralai", new Vendor("mistralai", "mistralai")),
            Map.entry("vertex_ai", new Vendor("vertexai", "google")),
            Map.entry("google_genai_ai", new Vendor("vertexai", "google")),
            Map.entry("bedrock_converse", new Vendor("amazon", "aws")), Map.entry("ollama", new Vendor(null, "ollama")),
            Map.entry("deepseek", new Vendor("deepseek", "deepseek")), Map.entry("groq", new Vendor(null, "groq")),
            Map.entry("cohere", new Vendor("cohere", "cohere")));

    private final AttributesBuilder attributes;

    private final Hiding hiding;

    ModelAttributes(AttributesBuilder attributes, Hiding hiding) {
        this.attributes = attributes;
        this.hiding = hiding;
    }

    void write(ModelCall call, Conversation conversation) {
        models(call);
        put("llm.finish_reason", call.finishReason());
        if (!call.parameters().isEmpty() && !this.hiding.parameters()) {
            put("llm.invocation_parameters", call.parameters().toString());
        }
        tokens(this.attributes, call.usage());
        SpanAttributes.put(this.attributes, "llm.cost.total", call.cost());
        messages("llm.input_messages.", conversation.input(), true);
        messages("llm.output_messages.", conversation.output(), false);
        if (!this.hiding.tools()) {
            int index = 0;
            for (JsonNode tool : conversation.tools()) {
                put("llm.tools." + index++ + ".tool.json_schema", schema(tool).toString());
            }
        }
    }

    private void models(ModelCall call) {
        String model = (call.model() != null) ? call.model() : call.requestedModel();
        put("llm.model_name", model);
        if (model != null && call.requestedModel() != null && !model.equals(call.requestedModel())) {
            put("llm.request.model_name", call.requestedModel());
            put("llm.response.model_name", model);
        }
        String provider = call.provider();
        if (provider != null) {
            Vendor vendor = VENDORS.getOrDefault(ModelCall.providerWord(provider), new Vendor(null, provider));
            put("llm.system", vendor.system());
            put("llm.provider", vendor.provider());
        }
    }

    static void tokens(AttributesBuilder attributes, ModelCall.Usage usage) {
        SpanAttributes.put(attributes, "llm.token_count.prompt", usage.input());
        SpanAttributes.put(attributes, "llm.token_count.completion", usage.output());
        SpanAttributes.put(attributes, "llm.token_count.total", usage.total());
        SpanAttributes.put(attributes, "llm.token_count.prompt_details.cache_read", usage.cacheRead());
        SpanAttributes.put(attributes, "llm.token_count.prompt_details.cache_write", usage.cacheWrite());
    }

    private void messages(String prefix, List<Message> messages, boolean input) {
        if (this.hiding.messages(input)) {
            return;
        }
        int index = 0;
        for (Message message : messages) {
            message(prefix + index++ + ".message.", message, input);
        }
    }

    private void message(String prefix, Message message, boolean input) {
        put(prefix + "role", message.role());
        put(prefix + "name", message.name());
        put(prefix + "tool_call_id", message.answersCall());
        String text = message.onlyText();
        if (text != null) {
            put(prefix + "content", shown(text, input));
        }
        else {
            contents(prefix + "contents.", message.parts(), input);
        }
        int index = 0;
        for (Call call : message.calls()) {
            String callPrefix = prefix + "tool_calls." + index++ + ".tool_call.";
            put(callPrefix + "id", call.id());
            put(callPrefix + "function.name", call.name());
            put(callPrefix + "function.arguments", shown(call.arguments(), input));
        }
    }

    private void contents(String prefix, List<Part> parts, boolean input) {
        int index = 0;
        for (Part part : parts) {
            if (part.isImage() && this.hiding.images(input)) {
                continue;
            }
            String partPrefix = prefix + index++ + ".message_content.";
            put(partPrefix + "type", part.type());
            String value = part.value();
            if (value != null && part.isText()) {
                put(partPrefix + "text", shown(value, input));
            }
            else if (value != null && part.isImage()) {
                put(partPrefix + "image.image.url", this.hiding.image(value));
            }
        }
    }

    private String shown(String text, boolean input) {
        return this.hiding.text(input) ? HideSwitch.REDACTED : text;
    }

    /** In the form in which APIs of models take it. */
    private static JsonNode schema(JsonNode tool) {
        if (tool.has("function") || tool.has("type")) {
            return tool;
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "function").set("function", tool);
        return schema;
    }

    private void put(String key, @Nullable String value) {
        SpanAttributes.put(this.attributes, key, value);
    }

    /**
     * Whose model it is.
     *
     * @param system the product; {@code null} when it may be any
     * @param provider who hosts it
     */
    private record Vendor(@Nullable String system, String provider) {
    }

}
