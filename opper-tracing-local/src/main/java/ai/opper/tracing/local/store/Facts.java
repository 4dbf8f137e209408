// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What lists and the timeline need of a span's meta, kept beside the span so that they
 * never read the meta itself.
 *
 * @param session the session's id, or null
 * @param user the user's id, or null
 * @param tags the tags; those without a value have an empty one
 * @param events name and time of its first events
 * @param findingCount how many findings it has
 */
record Facts(@Nullable String session, @Nullable String user, Map<String, String> tags, List<Event> events,
        int findingCount) {

    static final Facts NONE = new Facts(null, null, Map.of(), List.of(), 0);

    private static final int MOST_EVENTS = 20;

    private static final int MOST_TAGS = 50;

    private static final int LONGEST = 200;

    static Facts of(@Nullable ObjectNode meta) {
        if (meta == null) {
            return NONE;
        }
        JsonNode findings = meta.path("findings");
        return new Facts(text(meta, "session_id"), text(meta, "user_id"), tags(meta.path("tags")),
                events(meta.path("events")), findings.isArray() ? findings.size() : 0);
    }

    static @Nullable String text(ObjectNode meta, String key) {
        JsonNode value = meta.get(key);
        boolean usable = value != null && (value.isString() || value.isNumber());
        return usable ? cut(value.asString()) : null;
    }

    private static Map<String, String> tags(JsonNode node) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (node.isObject()) {
            node.properties()
                .stream()
                .limit(MOST_TAGS)
                .forEach((tag) -> tags.put(cut(tag.getKey()), plain(tag.getValue())));
        }
        else if (node.isArray()) {
            node.valueStream().limit(MOST_TAGS).forEach((tag) -> tags.put(plain(tag), ""));
        }
        return tags;
    }

    private static List<Event> events(JsonNode node) {
        List<Event> events = new ArrayList<>();
        if (node.isArray()) {
            node.valueStream()
                .filter((event) -> event.path("name").isString())
                .limit(MOST_EVENTS)
                .forEach((event) -> events
                    .add(new Event(cut(event.path("name").asString()), cut(event.path("time").asString("")))));
        }
        return events;
    }

    private static String plain(JsonNode value) {
        return cut(value.isString() ? value.stringValue() : value.toString());
    }

    static String cut(String text) {
        return Texts.cut(text, LONGEST);
    }

    @Nullable String write() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (this.session != null) {
            json.put("s", this.session);
        }
        if (this.user != null) {
            json.put("u", this.user);
        }
        if (!this.tags.isEmpty()) {
            ObjectNode object = json.putObject("t");
            this.tags.forEach(object::put);
        }
        if (!this.events.isEmpty()) {
            ArrayNode array = json.putArray("e");
            this.events.forEach((event) -> array.addObject().put("n", event.name()).put("t", event.time()));
        }
        if (this.findingCount > 0) {
            json.put("f", this.findingCount);
        }
        return json.isEmpty() ? null : json.toString();
    }

    static Facts read(@Nullable String stored, JsonMapper mapper) {
        if (stored == null) {
            return NONE;
        }
        JsonNode json = mapper.readTree(stored);
        Map<String, String> tags = new LinkedHashMap<>();
        json.path("t").properties().forEach((tag) -> tags.put(tag.getKey(), tag.getValue().asString()));
        List<Event> events = json.path("e")
            .valueStream()
            .map((event) -> new Event(event.path("n").asString(), event.path("t").asString()))
            .toList();
        return new Facts(json.path("s").asString(null), json.path("u").asString(null), tags, events,
                json.path("f").asInt(0));
    }

    /**
     * Something that happened while a span ran.
     *
     * @param name what happened
     * @param time when, as the client wrote it
     */
    record Event(String name, String time) {
    }

}
