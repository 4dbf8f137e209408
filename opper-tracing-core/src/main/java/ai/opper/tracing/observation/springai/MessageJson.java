// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

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
import ai.opper.tracing.observation.ai.ChatJson;

/** How the messages of Spring AI look in a payload. */
final class MessageJson {

    private MessageJson() {
    }

    /** What a model is given. */
    static Map<String, Object> prompt(Prompt prompt) {
        return ChatJson.prompt(prompt.getInstructions().stream().map(MessageJson::message).toList(),
                tools(prompt.getOptions()));
    }

    private static List<Map<String, Object>> tools(@Nullable ChatOptions options) {
        List<ToolCallback> tools = (options instanceof ToolCallingChatOptions calling) ? calling.getToolCallbacks()
                : null;
        return (tools != null) ? tools.stream().map((tool) -> tool(tool.getToolDefinition())).toList() : List.of();
    }

    private static Map<String, Object> tool(ToolDefinition tool) {
        return ChatJson.tool(tool.name(), tool.description(), JsonText.read(tool.inputSchema()));
    }

    private static Map<String, Object> message(Message message) {
        String role = message.getMessageType().getValue();
        if (message instanceof ToolResponseMessage responses) {
            Map<String, Object> json = ChatJson.message(role, null);
            json.put("tool_results", responses.getResponses().stream().map(MessageJson::toolResult).toList());
            return json;
        }
        Map<String, Object> json = ChatJson.message(role, message.getText());
        if (message instanceof AssistantMessage assistant && assistant.hasToolCalls()) {
            json.put("tool_calls", assistant.getToolCalls().stream().map(MessageJson::toolCall).toList());
        }
        if (message instanceof MediaContent content && !content.getMedia().isEmpty()) {
            json.put("media", content.getMedia().stream().map(MessageJson::media).toList());
        }
        return json;
    }

    private static Map<String, Object> toolResult(ToolResponse response) {
        return ChatJson.toolResult(response.id(), response.name(), response.responseData());
    }

    private static Map<String, Object> toolCall(ToolCall call) {
        return ChatJson.toolCall(call.id(), call.name(), call.arguments());
    }

    private static Map<String, Object> media(Media media) {
        return ChatJson.media(media.getMimeType().toString(), media.getName());
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

}
