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
 * @param source what was rendered: that, and what was inherited
 * @param sessionId the conversation, ready to leave
 * @param userId the person, ready to leave
 * @param tags tags, ready to leave
 * @param meta metadata, ready to leave
 */
record RenderedAttributes(TraceAttributes ambient, TraceAttributes source, @Nullable String sessionId,
        @Nullable String userId, Map<String, Object> tags, Map<String, Payload> meta) {

    static RenderedAttributes of(TraceAttributes ambient, TraceAttributes inherited, Rendering rendering) {
        TraceAttributes source = ambient.over(inherited);
        Map<String, Object> tags = new LinkedHashMap<>();
        source.tags().forEach((key, value) -> tags.put(rendering.name(key), rendering.tag(key, value)));
        Map<String, Payload> meta = new LinkedHashMap<>();
        source.metadata().forEach((key, value) -> meta.put(rendering.name(key), rendering.capture().named(key, value)));
        return new RenderedAttributes(ambient, source, rendering.text(source.sessionId()),
                rendering.text(source.userId()), Collections.unmodifiableMap(tags), Collections.unmodifiableMap(meta));
    }

}
