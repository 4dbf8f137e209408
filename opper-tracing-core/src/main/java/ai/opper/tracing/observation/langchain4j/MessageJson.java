// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import ai.opper.tracing.observation.JsonText;
import ai.opper.tracing.observation.ai.ChatJson;

/** How the messages of LangChain4j look in a payload. */
final class MessageJson {

    private MessageJson() {
    }

    /** What a model is given. */
    static Map<String, Object> prompt(ChatRequest request) {
        List<ToolSpecification> tools = request.toolSpecifications();
        return ChatJson.prompt(request.messages().stream().map(MessageJson::message).toList(),
                (tools != null) ? tools.stream().map(MessageJson::tool).toList() : List.of());
    }

    private static Map<String, Object> tool(ToolSpecification tool) {
        Object definition = (tool.parameters() != null) ? JsonText.read(tool.toJson()) : null;
        Object parameters = (definition instanceof JsonNode json) ? json.get("parameters") : null;
        return ChatJson.tool(tool.name(), tool.description(), parameters);
    }

    private static Map<String, Object> message(ChatMessage message) {
        if (message instanceof AiMessage answer) {
            return answer(answer);
        }
        if (message instanceof UserMessage user) {
            Map<String, Object> json = ChatJson.message("user", text(user.contents()));
            List<?> media = user.contents().stream().map(MessageJson::media).filter(Objects::nonNull).toList();
            if (!media.isEmpty()) {
                json.put("media", media);
            }
            return json;
        }
        if (message instanceof ToolExecutionResultMessage result) {
            Map<String, Object> json = ChatJson.message("tool", null);
            json.put("tool_results",
                    List.of(ChatJson.toolResult(result.id(), result.toolName(), text(result.contents()))));
            return json;
        }
        if (message instanceof CustomMessage custom) {
            Map<String, Object> json = ChatJson.message("custom", null);
            json.put("attributes", custom.attributes());
            return json;
        }
        return ChatJson.message(message.type().name().toLowerCase(Locale.ROOT),
                (message instanceof SystemMessage system) ? system.text() : null);
    }

    /** What a model answers. */
    static Map<String, Object> answer(AiMessage message) {
        Map<String, Object> json = ChatJson.message("assistant", message.text());
        if (message.hasToolExecutionRequests()) {
            json.put("tool_calls", message.toolExecutionRequests().stream().map(MessageJson::toolCall).toList());
        }
        return json;
    }

    private static Map<String, Object> toolCall(ToolExecutionRequest call) {
        return ChatJson.toolCall(call.id(), call.name(), call.arguments());
    }

    /** The texts among several contents. */
    static @Nullable String text(@Nullable List<Content> contents) {
        if (contents == null) {
            return null;
        }
        String text = contents.stream()
            .filter(TextContent.class::isInstance)
            .map((content) -> ((TextContent) content).text())
            .collect(Collectors.joining("\n"));
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Map<String, Object> media(Content content) {
        return (content instanceof TextContent) ? null
                : ChatJson.media(content.type().name().toLowerCase(Locale.ROOT), null);
    }

}
