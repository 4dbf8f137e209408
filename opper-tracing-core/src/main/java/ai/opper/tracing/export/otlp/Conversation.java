// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a model was told and has answered, read from inputs and outputs as they are
 * recorded of Spring AI, or as the common APIs of models have them.
 *
 * @param input messages to the model
 * @param output messages of the model
 * @param tools tools that it may ask for, as they are described to it
 */
record Conversation(List<Message> input, List<Message> output, List<JsonNode> tools) {

    static Conversation of(@Nullable JsonNode input, @Nullable JsonNode output) {
        JsonNode messages = (input != null && input.isObject()) ? input.path("messages") : input;
        List<JsonNode> tools = new ArrayList<>();
        if (input != null && input.path("tools").isArray()) {
            input.path("tools").forEach(tools::add);
        }
        return new Conversation(messages(messages), answers(output), tools);
    }

    private static List<Message> answers(@Nullable JsonNode output) {
        if (output == null) {
            return List.of();
        }
        List<Message> choices = new ArrayList<>();
        for (JsonNode choice : output.path("choices")) {
            choices.addAll(Message.read(choice.path("message")));
        }
        if (!choices.isEmpty()) {
            return choices;
        }
        return output.isObject() ? Message.read(output) : messages(output);
    }

    private static List<Message> messages(@Nullable JsonNode list) {
        List<Message> messages = new ArrayList<>();
        if (list != null && list.isArray()) {
            list.forEach((message) -> messages.addAll(Message.read(message)));
        }
        return messages;
    }

    /**
     * A message.
     *
     * @param role whose it is
     * @param parts what it says
     * @param calls tools that it asks for
     * @param answersCall the id of the call that it answers
     * @param name the name of the tool that it comes from
     */
    record Message(String role, List<Part> parts, List<Call> calls, @Nullable String answersCall,
            @Nullable String name) {

        /**
         * None, when it is no message; several, when it has the results of several tools.
         */
        static List<Message> read(JsonNode message) {
            String role = message.path("role").asString("");
            if (role.isEmpty()) {
                return List.of();
            }
            List<Message> results = new ArrayList<>();
            for (JsonNode result : message.path("tool_results")) {
                results.add(new Message(role, List.of(Part.text(result.path("content"))), List.of(),
                        text(result.path("id")), text(result.path("name"))));
            }
            if (!results.isEmpty()) {
                return results;
            }
            List<Call> calls = new ArrayList<>();
            message.path("tool_calls").forEach((call) -> calls.add(Call.read(call)));
            return List.of(new Message(role, Part.read(message), calls, text(message.path("tool_call_id")),
                    text(message.path("name"))));
        }

        private static @Nullable String text(JsonNode node) {
            return (node.isMissingNode() || node.isNull()) ? null : JsonValues.text(node);
        }

        /** The text, when there is nothing else in it. */
        @Nullable String onlyText() {
            return (this.parts.size() == 1 && this.parts.get(0).isText()) ? this.parts.get(0).value() : null;
        }

    }

    /**
     * A part of a message.
     *
     * @param type {@code text}, {@code image}, {@code audio} or what else it is
     * @param value the text, or the address of something else where it is known
     */
    record Part(String type, @Nullable String value) {

        private static final String TEXT = "text";

        static Part text(JsonNode content) {
            return new Part(TEXT, JsonValues.text(content));
        }

        static List<Part> read(JsonNode message) {
            List<Part> parts = new ArrayList<>();
            JsonNode content = message.path("content");
            if (content.isArray()) {
                content.forEach((part) -> parts.add(part(part)));
            }
            else if (!content.isMissingNode() && !content.isNull()) {
                parts.add(text(content));
            }
            for (JsonNode media : message.path("media")) {
                String type = media.path("mime_type").asString("");
                parts.add(new Part((type.indexOf('/') > 0) ? type.substring(0, type.indexOf('/')) : "file", null));
            }
            return parts;
        }

        private static Part part(JsonNode part) {
            if (part.has(TEXT)) {
                return text(part.path(TEXT));
            }
            if (part.has("image_url")) {
                JsonNode image = part.path("image_url");
                return new Part("image", (image.isString() ? image : image.path("url")).asString(null));
            }
            return part.isString() ? text(part) : new Part(part.path("type").asString("file"), null);
        }

        boolean isText() {
            return this.type.equals(TEXT);
        }

        boolean isImage() {
            return this.type.equals("image");
        }

    }

    /**
     * A tool that a model asks for.
     *
     * @param id the id of the call
     * @param name the tool
     * @param arguments its arguments, as JSON
     */
    record Call(@Nullable String id, String name, String arguments) {

        static Call read(JsonNode call) {
            JsonNode function = call.has("function") ? call.path("function") : call;
            JsonNode arguments = function.path("arguments");
            return new Call(call.path("id").asString(null), function.path("name").asString(""),
                    arguments.isMissingNode() ? "{}" : JsonValues.text(arguments));
        }

    }

}
