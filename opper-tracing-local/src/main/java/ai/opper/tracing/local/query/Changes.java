// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import ai.opper.tracing.local.store.StoreListener;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Tells open pages what changed, as server-sent events. Many changes at once become one
 * event, and a page that does not keep up misses some: it reads what it shows, not what
 * it was told.
 */
public final class Changes implements StoreListener, AutoCloseable {

    private static final Duration GATHERED = Duration.ofMillis(150);

    // Tells a dead connection from a quiet one, on both sides.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int MOST = 200;

    private static final int WAITING = 1000;

    private final Sinks.Many<Change> sink = Sinks.many().multicast().directBestEffort();

    @Override
    public void tracesChanged(Set<UUID> traceIds) {
        emit(new Change("traces", traceIds));
    }

    @Override
    public void datasetsChanged() {
        emit(new Change("datasets", Set.of()));
    }

    @Override
    public void thresholdsChanged() {
        emit(new Change("thresholds", Set.of()));
    }

    private void emit(Change change) {
        if (this.sink.currentSubscriberCount() > 0) {
            this.sink.emitNext(change, EmitFailureHandler.busyLooping(PATIENCE));
        }
    }

    Mono<ServerResponse> stream(JsonMapper json) {
        Flux<ServerSentEvent<String>> changed = gathered().concatMapIterable((changes) -> events(changes, json));
        Flux<ServerSentEvent<String>> heartbeat = Flux.interval(HEARTBEAT)
            .onBackpressureDrop()
            .map((tick) -> ServerSentEvent.<String>builder().comment("").build())
            .takeUntilOther(this.sink.asFlux().then());
        Flux<ServerSentEvent<String>> all = Flux.merge(Flux.just(event("hello", "{}")), changed, heartbeat);
        return ServerResponse.ok()
            .contentType(MediaType.TEXT_EVENT_STREAM)
            .body(BodyInserters.fromServerSentEvents(all));
    }

    private Flux<List<Change>> gathered() {
        return this.sink.asFlux()
            .onBackpressureBuffer(WAITING, BufferOverflowStrategy.DROP_OLDEST)
            .bufferTimeout(WAITING, GATHERED, Schedulers.parallel(), true);
    }

    private static List<ServerSentEvent<String>> events(List<Change> changes, JsonMapper json) {
        Set<String> kinds = new LinkedHashSet<>();
        Set<UUID> ids = new LinkedHashSet<>();
        for (Change change : changes) {
            kinds.add(change.kind());
            // What changed again moves to the end.
            ids.removeAll(change.traceIds());
            ids.addAll(change.traceIds());
        }
        List<UUID> latest = List.copyOf(ids).subList(Math.max(0, ids.size() - MOST), ids.size());
        String traces = json.writeValueAsString(new Traces(latest, ids.size() > MOST));
        return kinds.stream().map((kind) -> event(kind, kind.equals("traces") ? traces : "{}")).toList();
    }

    private static ServerSentEvent<String> event(String kind, String data) {
        return ServerSentEvent.builder(data).event(kind).build();
    }

    @Override
    public void close() {
        this.sink.emitComplete(EmitFailureHandler.busyLooping(PATIENCE));
    }

    private record Change(String kind, Set<UUID> traceIds) {
    }

    private record Traces(List<UUID> ids, boolean more) {
    }

}
