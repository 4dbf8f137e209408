// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Those who wait until a span is at the destination, to name it there. Only for the
 * shipping thread.
 */
final class Openings {

    private final List<Opening> awaited = new ArrayList<>();

    void add(Delivery delivery, CompletableFuture<Boolean> stored) {
        this.awaited.add(new Opening(delivery, stored));
    }

    /**
     * Answers those whose span is there, or will not be soon.
     * @param reachable whether the destination takes spans now
     */
    void finish(boolean reachable) {
        this.awaited.removeIf((opening) -> opening.isOver(reachable));
    }

    /**
     * Somebody who waits.
     *
     * @param delivery the span
     * @param stored is completed when that is known, or when nobody waits any more
     */
    private record Opening(Delivery delivery, CompletableFuture<Boolean> stored) {

        boolean isOver(boolean reachable) {
            if (this.delivery.exists()) {
                return this.stored.complete(true) || this.stored.isDone();
            }
            boolean hopeless = !reachable || !this.delivery.isPending();
            return (hopeless && this.stored.complete(false)) || this.stored.isDone();
        }

    }

}
