// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What all spans of a piece of work have in common: session, user, tags and metadata.
 * Immutable; every method returns a new instance.
 */
public final class TraceAttributes {

    private static final TraceAttributes NONE = new TraceAttributes(null, null, Map.of(), Map.of());

    private final @Nullable String sessionId;

    private final @Nullable String userId;

    private final Map<String, Object> tags;

    private final Map<String, Object> metadata;

    private TraceAttributes(@Nullable String sessionId, @Nullable String userId, Map<String, Object> tags,
            Map<String, Object> metadata) {
        this.sessionId = sessionId;
        this.userId = userId;
        this.tags = tags;
        this.metadata = metadata;
    }

    /**
     * The start of every description.
     * @return attributes without content
     */
    public static TraceAttributes none() {
        return NONE;
    }

    /**
     * Names the conversation that the work belongs to.
     * @param sessionId an id of your own, or {@code null} for none
     * @return new attributes
     */
    public TraceAttributes withSessionId(@Nullable String sessionId) {
        return new TraceAttributes(sessionId, this.userId, this.tags, this.metadata);
    }

    /**
     * Names the person for whom the work is done.
     * @param userId an id of your own, or {@code null} for none
     * @return new attributes
     */
    public TraceAttributes withUserId(@Nullable String userId) {
        return new TraceAttributes(this.sessionId, userId, this.tags, this.metadata);
    }

    /**
     * Adds a tag.
     * @param key the tag's key
     * @param value text, number or boolean; anything else by its {@code toString()}
     * @return new attributes
     */
    public TraceAttributes withTag(String key, Object value) {
        return new TraceAttributes(this.sessionId, this.userId, with(this.tags, key, value), this.metadata);
    }

    /**
     * Adds a piece of metadata.
     * @param key the name
     * @param value any value, rendered as JSON when a span starts
     * @return new attributes
     */
    public TraceAttributes withMetadata(String key, Object value) {
        return new TraceAttributes(this.sessionId, this.userId, this.tags, with(this.metadata, key, value));
    }

    /**
     * Lays these attributes over others.
     * @param outer what holds where these say nothing
     * @return new attributes
     */
    public TraceAttributes over(TraceAttributes outer) {
        if (outer == NONE) {
            return this;
        }
        if (this == NONE) {
            return outer;
        }
        return new TraceAttributes((this.sessionId != null) ? this.sessionId : outer.sessionId,
                (this.userId != null) ? this.userId : outer.userId, merge(outer.tags, this.tags),
                merge(outer.metadata, this.metadata));
    }

    public @Nullable String sessionId() {
        return this.sessionId;
    }

    public @Nullable String userId() {
        return this.userId;
    }

    public Map<String, Object> tags() {
        return this.tags;
    }

    public Map<String, Object> metadata() {
        return this.metadata;
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        return merge(map, Map.of(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value")));
    }

    private static Map<String, Object> merge(Map<String, Object> below, Map<String, Object> above) {
        if (above.isEmpty() || below.isEmpty()) {
            return above.isEmpty() ? below : above;
        }
        Map<String, Object> merged = new LinkedHashMap<>(below);
        merged.putAll(above);
        return Collections.unmodifiableMap(merged);
    }

}
