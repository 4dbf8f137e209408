// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.ai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.JsonText;

/**
 * How messages, tools and documents look in a payload: roles, texts and tool calls as in
 * the APIs of models.
 */
public final class ChatJson {

    private ChatJson() {
    }

    /**
     * What a model is given.
     * @param messages the messages
     * @param tools the definitions of tools
     * @return an object
     */
    public static Map<String, Object> prompt(List<Map<String, Object>> messages, List<Map<String, Object>> tools) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("messages", messages);
        if (!tools.isEmpty()) {
            json.put("tools", tools);
        }
        return json;
    }

    /**
     * The definition of a tool.
     * @param name its name
     * @param description what it is for
     * @param parameters the schema of its arguments
     * @return an object
     */
    public static Map<String, Object> tool(String name, @Nullable String description, @Nullable Object parameters) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        put(json, "description", description);
        put(json, "parameters", parameters);
        return json;
    }

    /**
     * Something said.
     * @param role by whom
     * @param content the text
     * @return an object that may be added to
     */
    public static Map<String, Object> message(String role, @Nullable String content) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("role", role);
        put(json, "content", content);
        return json;
    }

    /**
     * What a model wants a tool to do.
     * @param id the id of the call
     * @param name the tool
     * @param arguments JSON
     * @return an object
     */
    public static Map<String, Object> toolCall(@Nullable String id, String name, @Nullable String arguments) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "id", id);
        json.put("name", name);
        put(json, "arguments", JsonText.read(arguments));
        return json;
    }

    /**
     * What a tool has answered.
     * @param id the id of the call
     * @param name the tool
     * @param content its answer, JSON or any text
     * @return an object
     */
    public static Map<String, Object> toolResult(@Nullable String id, String name, @Nullable String content) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "id", id);
        json.put("name", name);
        put(json, "content", JsonText.read(content));
        return json;
    }

    /**
     * A picture or recording, which is named only.
     * @param mimeType its type
     * @param name its name
     * @return an object
     */
    public static Map<String, Object> media(String mimeType, @Nullable String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mime_type", mimeType);
        put(json, "name", name);
        return json;
    }

    /**
     * A document that was found.
     * @param id its id
     * @param score how well it fits
     * @param text its text
     * @param metadata what is known of it
     * @return an object
     */
    public static Map<String, Object> document(@Nullable String id, @Nullable Object score, @Nullable String text,
            Map<String, ?> metadata) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "id", id);
        put(json, "score", score);
        put(json, "text", text);
        json.put("metadata", metadata);
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }

}
