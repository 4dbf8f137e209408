// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

import ai.opper.tracing.observation.JsonText;

/**
 * How messages look in a payload: roles, texts and tool calls as in the APIs of models.
 */
final class MessageJson {

    private MessageJson() {
    }

    /** What a model is given. */
    static Map<String, Object> prompt(Prompt prompt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("messages", prompt.getInstructions().stream().map(MessageJson::message).toList());
        List<?> tools = tools(prompt.getOptions());
        if (!tools.isEmpty()) {
            json.put("tools", tools);
        }
        return json;
    }

    private static List<Map<String, Object>> tools(@Nullable ChatOptions options) {
        List<ToolCallback> tools = (options instanceof ToolCallingChatOptions calling) ? calling.getToolCallbacks()
                : null;
        return (tools != null) ? tools.stream().map((tool) -> tool(tool.getToolDefinition())).toList() : List.of();
    }

    private static Map<String, Object> tool(ToolDefinition tool) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", tool.name());
        json.put("description", tool.description());
        put(json, "parameters", JsonText.read(tool.inputSchema()));
        return json;
    }

    private static Map<String, Object> message(Message message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("role", message.getMessageType().getValue());
        if (message instanceof ToolResponseMessage responses) {
            json.put("tool_results", responses.getResponses().stream().map(MessageJson::toolResult).toList());
            return json;
        }
        put(json, "content", message.getText());
        if (message instanceof AssistantMessage assistant && assistant.hasToolCalls()) {
            json.put("tool_calls", assistant.getToolCalls().stream().map(MessageJson::toolCall).toList());
        }
        if (message instanceof MediaContent content && !content.getMedia().isEmpty()) {
            json.put("media", content.getMedia().stream().map(MessageJson::media).toList());
        }
        return json;
    }

    private static Map<String, Object> toolResult(ToolResponse response) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", response.id());
        json.put("name", response.name());
        put(json, "content", JsonText.read(response.responseData()));
        return json;
    }

    private static Map<String, Object> toolCall(ToolCall call) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", call.id());
        json.put("name", call.name());
        put(json, "arguments", JsonText.read(call.arguments()));
        return json;
    }

    /** Pictures and recordings are named only. */
    private static Map<String, Object> media(Media media) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mime_type", media.getMimeType().toString());
        put(json, "name", media.getName());
        return json;
    }

    /** What a model answers: a message, or several when it was asked for them. */
    static @Nullable Object answer(ChatResponse response) {
        List<Generation> results = response.getResults();
        if (results.isEmpty()) {
            return null;
        }
        return (results.size() == 1) ? message(results.get(0).getOutput())
                : results.stream().map((result) -> message(result.getOutput())).toList();
    }

    static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }

}
