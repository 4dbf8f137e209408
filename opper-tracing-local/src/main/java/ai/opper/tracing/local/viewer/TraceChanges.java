// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.viewer;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Schedulers;

/**
 * Carries word of changed traces to all open pages. A page that reads too slowly misses
 * words, never delays a request; it catches up with the next one.
 */
public final class TraceChanges implements Consumer<UUID>, AutoCloseable {

    private static final Duration GATHERED = Duration.ofMillis(150);

    private static final int MOST = 500;

    private final Sinks.Many<UUID> sink = Sinks.many().multicast().directBestEffort();

    @Override
    public void accept(UUID traceId) {
        if (this.sink.currentSubscriberCount() > 0) {
            this.sink.emitNext(traceId, EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
        }
    }

    Flux<Set<UUID>> gathered() {
        return this.sink.asFlux()
            .onBackpressureBuffer(10 * MOST, BufferOverflowStrategy.DROP_OLDEST)
            .bufferTimeout(MOST, GATHERED, Schedulers.parallel(), true)
            .map((List<UUID> ids) -> new LinkedHashSet<>(ids));
    }

    Mono<Void> closed() {
        return this.sink.asFlux().then();
    }

    @Override
    public void close() {
        this.sink.emitComplete(EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

}
