// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Traces, without waiting: nothing is sent before somebody subscribes. */
public final class ReactiveTraces {

    private final boolean v3;

    private final TraceExchange traces;

    ReactiveTraces(boolean v3, TraceExchange traces) {
        this.v3 = v3;
        this.traces = traces;
    }

    /**
     * Lists traces.
     * @param name the name of their roots, {@code null} for all; version 3 of the API
     * finds parts of names
     * @param offset how many to leave out
     * @param limit how many to give at most, up to 100
     * @return a part of them
     */
    public Mono<Page<TraceSummary>> list(@Nullable String name, int offset, int limit) {
        return Answers.page(this.traces.list(name, offset, limit), TraceSummary.class);
    }

    /**
     * Lists all traces, page by page. One that is stored meanwhile may make another
     * appear twice.
     * @param name the name of their roots, {@code null} for all
     * @return all of them
     */
    public Flux<TraceSummary> stream(@Nullable String name) {
        return Answers.all((offset) -> list(name, offset, Answers.PAGE_SIZE));
    }

    /**
     * Reads a trace with all its spans.
     * @param id the trace
     * @return the trace
     */
    public Mono<Trace> get(UUID id) {
        return this.traces.get(id).map(TraceJson::read).onErrorMap(Answers::explained);
    }

    /**
     * Reads a trace as a tree.
     * @param id the trace
     * @return the tree, which can be printed
     */
    public Mono<TraceTree> tree(UUID id) {
        return get(id).map(Trace::tree);
    }

    /**
     * Removes a trace with all its spans, which only version 3 of the API can do.
     * @param id the trace
     * @return completes when it is gone
     */
    public Mono<Void> delete(UUID id) {
        return this.v3 ? Answers.nothing(this.traces.delete(id))
                : Mono.error(() -> Answers.unsupported("remove traces", 3));
    }

}
