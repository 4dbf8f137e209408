// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

/** Does what concerns the same span one after the other. */
final class Turns {

    private final Map<UUID, CompletableFuture<?>> last = new ConcurrentHashMap<>();

    /**
     * Does something when what was asked for earlier is done, however that ended.
     * @param key the span
     * @param work what to do
     * @return its result
     */
    <T> Mono<T> take(UUID key, Supplier<Mono<T>> work) {
        return Mono.fromFuture(() -> {
            CompletableFuture<T> mine = new CompletableFuture<>();
            CompletableFuture<?> before = this.last.put(key, mine);
            Runnable begin = () -> begin(key, work, mine);
            if (before == null) {
                begin.run();
            }
            else {
                var unused = before.whenComplete((result, error) -> begin.run());
            }
            return mine;
        });
    }

    private <T> void begin(UUID key, Supplier<Mono<T>> work, CompletableFuture<T> mine) {
        var unused = Mono.defer(work)
            .doFinally((end) -> this.last.remove(key, mine))
            .toFuture()
            .whenComplete((result, error) -> {
                if (error != null) {
                    mine.completeExceptionally(error);
                }
                else {
                    mine.complete(result);
                }
            });
    }

}
