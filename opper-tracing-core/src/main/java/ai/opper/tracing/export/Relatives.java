// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Spans in memory that something in the spool is about or hangs under, and that it looks
 * for when it comes back. Only for the shipping thread.
 */
final class Relatives {

    private final Map<UUID, Delivery> byId = new HashMap<>();

    void add(Delivery delivery) {
        this.byId.put(delivery.node.id(), delivery);
    }

    void remove(Delivery delivery) {
        this.byId.remove(delivery.node.id());
    }

    @Nullable Delivery find(UUID id) {
        return this.byId.get(id);
    }

    /** The span, if it is not decided yet what becomes of it. */
    @Nullable Delivery findPending(@Nullable UUID id) {
        Delivery known = (id != null) ? this.byId.get(id) : null;
        return (known != null && known.isPending()) ? known : null;
    }

    /** Those that have not ended. */
    Set<Delivery> awaited() {
        Set<Delivery> awaited = new LinkedHashSet<>(this.byId.values());
        awaited.removeIf((each) -> !each.isAwaited());
        return awaited;
    }

}
