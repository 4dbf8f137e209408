// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.span.Payload;

/**
 * Attributes as they leave the process. Rendered once and shared by all spans that have
 * the same.
 *
 * @param ambient what held where the span with these attributes started
 * @param sessionId the conversation, ready to leave
 * @param userId the person, ready to leave
 * @param tags tags, ready to leave
 * @param meta metadata, ready to leave
 */
record RenderedAttributes(TraceAttributes ambient, @Nullable String sessionId, @Nullable String userId,
        Map<String, Object> tags, Map<String, Payload> meta) {

    /** What every span carries, as the configuration says. */
    static RenderedAttributes ofEverySpan(TraceAttributes configured, Rendering rendering) {
        RenderedAttributes nothing = new RenderedAttributes(TraceAttributes.none(), null, null, Map.of(), Map.of());
        RenderedAttributes all = nothing.with(configured, rendering.literally());
        return new RenderedAttributes(TraceAttributes.none(), all.sessionId, all.userId, all.tags, all.meta);
    }

    /** What holds where more is said. What is inherited is not rendered again. */
    RenderedAttributes with(TraceAttributes here, Rendering rendering) {
        Map<String, Object> allTags = new LinkedHashMap<>(this.tags);
        here.tags().forEach((key, value) -> put(allTags, rendering.name(key), rendering.tag(key, value)));
        Map<String, Payload> allMeta = new LinkedHashMap<>(this.meta);
        here.metadata().forEach((key, value) -> put(allMeta, rendering.name(key), rendering.value(key, value)));
        return new RenderedAttributes(here, id("session_id", here.sessionId(), this.sessionId, rendering),
                id("user_id", here.userId(), this.userId, rendering), unmodifiable(allTags), unmodifiable(allMeta));
    }

    private static <T> Map<String, T> unmodifiable(Map<String, T> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(map);
    }

    private static @Nullable String id(String name, @Nullable String here, @Nullable String inherited,
            Rendering rendering) {
        return (here != null) ? rendering.id(name, here) : inherited;
    }

    /** What must not be said hides what was said before it, too. */
    private static <T> void put(Map<String, T> map, String key, @Nullable T value) {
        if (value != null) {
            map.put(key, value);
        }
        else {
            map.remove(key);
        }
    }

}
