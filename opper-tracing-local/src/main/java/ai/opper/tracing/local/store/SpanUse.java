// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a span's meta says in the words that lists and filters use.
 *
 * @param tags the tags
 * @param service the service, or null
 * @param session the session, or null
 * @param user the user, or null
 * @param model the model, or null
 * @param inputTokens tokens that went in, or null
 * @param outputTokens tokens that came out, or null
 * @param totalTokens tokens in all, or null
 * @param cost dollars, or null
 */
public record SpanUse(Map<String, String> tags, @Nullable String service, @Nullable String session,
        @Nullable String user, @Nullable String model, @Nullable Long inputTokens, @Nullable Long outputTokens,
        @Nullable Long totalTokens, @Nullable Double cost) {

    /**
     * Reads a span.
     * @param span the span
     * @return what it says
     */
    public static SpanUse of(Span span) {
        SpanRow row = SpanRow.of(span);
        return new SpanUse(row.facts().tags(), row.serviceName(), row.facts().session(), row.facts().user(),
                row.model(), row.numbers().inputTokens(), row.numbers().outputTokens(), row.numbers().totalTokens(),
                row.numbers().cost());
    }

}
