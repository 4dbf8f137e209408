// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Traces. Each call waits for its answer, which Reactor's own threads must not. What the
 * API refuses is an {@link OpperApiException}, what its version cannot do an
 * {@link UnsupportedOperationException}.
 */
public final class Traces {

    private final ReactiveTraces reactive;

    Traces(ReactiveTraces reactive) {
        this.reactive = reactive;
    }

    /**
     * Lists traces.
     * @param name the name of their roots, {@code null} for all; version 3 of the API
     * finds parts of names
     * @param offset how many to leave out
     * @param limit how many to give at most, up to 100
     * @return a part of them
     */
    public Page<TraceSummary> list(@Nullable String name, int offset, int limit) {
        return Answers.await(this.reactive.list(name, offset, limit));
    }

    /**
     * Lists all traces, page by page as they are needed. Close the stream when it is not
     * read to its end. One that is stored meanwhile may make another appear twice.
     * @param name the name of their roots, {@code null} for all
     * @return all of them
     */
    public Stream<TraceSummary> stream(@Nullable String name) {
        return this.reactive.stream(name).toStream(Answers.PAGE_SIZE);
    }

    /**
     * Reads a trace with all its spans.
     * @param id the trace
     * @return the trace
     */
    public Trace get(UUID id) {
        return Answers.await(this.reactive.get(id));
    }

    /**
     * Reads a trace as a tree.
     * @param id the trace
     * @return the tree, which can be printed
     */
    public TraceTree tree(UUID id) {
        return Answers.await(this.reactive.tree(id));
    }

    /**
     * Removes a trace with all its spans, which only version 3 of the API can do.
     * @param id the trace
     */
    public void delete(UUID id) {
        this.reactive.delete(id).block();
    }

}
