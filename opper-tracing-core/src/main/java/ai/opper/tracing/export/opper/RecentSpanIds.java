// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The ids that were used last. A parent is used by each of its children, so that a long
 * trace keeps its own.
 */
final class RecentSpanIds implements SpanIds {

    static final int MAX = 8_192;

    private final Recent<UUID, String> ids = new Recent<>(MAX);

    @Override
    public @Nullable String find(UUID spanId) {
        return this.ids.get(spanId);
    }

    @Override
    public void remember(UUID spanId, String opperId) {
        this.ids.put(spanId, opperId);
    }

}
