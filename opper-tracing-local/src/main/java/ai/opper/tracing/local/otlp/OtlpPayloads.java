// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.otlp;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds what went into a span and what came out, among the attributes and events of
 * OpenInference, OpenTelemetry's conventions for generative AI, and their forerunners.
 */
final class OtlpPayloads {

    private final Attributes attributes;

    private final OtlpSpan span;

    OtlpPayloads(OtlpSpan span) {
        this.span = span;
        this.attributes = new Attributes(span.attributes());
    }

    @Nullable String input() {
        return first(prompt(this.attributes.list("llm.input_messages", "message.")), prompt(instructed()),
                items("gen_ai.prompt", ""), eventMessages(false),
                this.attributes.text("gen_ai.input.messages", "input.value", "gen_ai.prompt",
                        "gen_ai.tool.call.arguments", "reranker.query", "llm.prompts", "traceloop.entity.input",
                        "embedding.text", "db.query.text", "db.statement"),
                items("embedding.embeddings", "embedding."));
    }

    @Nullable String output() {
        return first(items("retrieval.documents", "document."), items("reranker.output_documents", "document."),
                items("llm.output_messages", "message."), parsed("gen_ai.output.messages"),
                items("gen_ai.completion", ""), eventMessages(true), this.attributes.text("output.value",
                        "gen_ai.completion", "gen_ai.tool.call.result", "traceloop.entity.output"));
    }

    /** What a model was told, and the tools that it might ask for. */
    private @Nullable String prompt(@Nullable JsonNode messages) {
        JsonNode tools = this.attributes.list("llm.tools", "tool.");
        if (tools == null) {
            tools = list("gen_ai.tool.definitions");
        }
        if (messages == null || tools == null) {
            return (messages != null) ? messages.toString() : null;
        }
        ObjectNode prompt = JsonNodeFactory.instance.objectNode();
        prompt.set("messages", messages);
        prompt.set("tools", tools);
        return prompt.toString();
    }

    /** Instructions have an attribute of their own where a provider takes them so. */
    private @Nullable JsonNode instructed() {
        ArrayNode messages = list("gen_ai.input.messages");
        ArrayNode instructions = list("gen_ai.system_instructions");
        if (instructions == null) {
            return messages;
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        all.addObject().put("role", "system").set("parts", instructions);
        return (messages != null) ? all.addAll(messages) : all;
    }

    /** A list, or the one in a text that is JSON. */
    private @Nullable ArrayNode list(String name) {
        JsonNode value = this.attributes.value(name);
        JsonNode list = (value != null && value.isString()) ? OtlpSpans.parsed(value.stringValue()) : value;
        return (list instanceof ArrayNode found) ? found : null;
    }

    private static @Nullable String first(@Nullable String... found) {
        for (String text : found) {
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private @Nullable String items(String prefix, String inner) {
        ArrayNode items = this.attributes.list(prefix, inner);
        return (items != null) ? items.toString() : null;
    }

    // A list, or its JSON as a text.
    private @Nullable String parsed(String name) {
        JsonNode value = this.attributes.value(name);
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    private @Nullable String eventMessages(boolean answers) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        for (OtlpSpan.Event event : this.span.events()) {
            String name = event.name();
            boolean answer = name.equals("gen_ai.choice") || name.equals("gen_ai.content.completion");
            boolean question = (name.startsWith("gen_ai.") && name.endsWith(".message"))
                    || name.equals("gen_ai.content.prompt");
            if (answers ? answer : question) {
                messages.add(message(event, name));
            }
        }
        return messages.isEmpty() ? null : messages.toString();
    }

    private static ObjectNode message(OtlpSpan.Event event, String name) {
        Attributes attributes = new Attributes(event.attributes());
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        List<String> parts = List.of(name.split("\\."));
        String role = name.endsWith(".message") ? parts.get(1) : name.endsWith("prompt") ? "user" : "assistant";
        String given = attributes.text("role");
        message.put("role", (given != null) ? given : role);
        String content = attributes.text("content", "gen_ai.prompt", "gen_ai.completion", "message",
                "gen_ai.event.content");
        message.put("content", (content != null) ? content : event.attributes().toString());
        return message;
    }

}
