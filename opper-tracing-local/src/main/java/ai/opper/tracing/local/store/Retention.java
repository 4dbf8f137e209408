// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Forgets the oldest traces when they are too old or too many bytes are stored. Examples
 * in datasets stay.
 */
final class Retention {

    // So few at once that nobody waits long behind them.
    private static final int CHUNK = 200;

    private final Sql sql;

    private final Writer writer;

    private final StoreLimits limits;

    private final Clock clock;

    private volatile boolean stopped;

    Retention(Sql sql, Writer writer, StoreLimits limits, Clock clock) {
        this.sql = sql;
        this.writer = writer;
        this.limits = limits;
        this.clock = clock;
    }

    /** Lets {@link #enforce()} end before all is forgotten; from any thread. */
    void stop() {
        this.stopped = true;
    }

    /**
     * Forgets what is beyond the limits, a few traces at a time.
     * @return how many traces were forgotten
     */
    long enforce() {
        long forgotten = 0;
        for (List<Long> traces = beyond(); !this.stopped && !traces.isEmpty(); traces = beyond()) {
            forget(traces).join();
            forgotten += traces.size();
        }
        return forgotten;
    }

    private CompletableFuture<Integer> forget(List<Long> traces) {
        return this.writer.submit((group) -> {
            this.sql
                .in("select id from local_trace where no in (:in)", traces, (row, number) -> Columns.uuid(row, "id"))
                .forEach(group::changed);
            TraceRemoval.remove(this.sql, traces);
            group.removed(traces);
            return traces.size();
        });
    }

    private List<Long> beyond() {
        Duration maxAge = this.limits.maxAge();
        List<Long> old = maxAge.isZero() ? List.of() : older(this.clock.instant().minus(maxAge));
        if (!old.isEmpty() || this.limits.maxBytes() == 0) {
            return old;
        }
        return first(bytes() - this.limits.maxBytes());
    }

    // Numbers are given in the order of arrival, so the first are those to look at.
    private List<Long> older(Instant time) {
        long before = Columns.micros(time);
        return this.sql
            .sql("select t.no, t.received_us from local_trace t order by t.no fetch first %d rows only"
                .formatted(CHUNK))
            .query((row, number) -> (row.getLong("received_us") < before) ? row.getLong("no") : -1L)
            .list()
            .stream()
            .filter((no) -> no >= 0)
            .toList();
    }

    private long bytes() {
        return this.sql.sql("select coalesce(sum(bytes), 0) from local_trace").query(Long.class).single();
    }

    // As many of those that came first as have so many bytes.
    private List<Long> first(long bytes) {
        List<Long> traces = new ArrayList<>();
        if (bytes > 0) {
            AtomicLong left = new AtomicLong(bytes);
            this.sql
                .sql("select t.no, t.bytes from local_trace t order by t.no fetch first %d rows only".formatted(CHUNK))
                .query((row) -> {
                    if (left.getAndAdd(-row.getLong("bytes")) > 0) {
                        traces.add(row.getLong("no"));
                    }
                });
        }
        return traces;
    }

}
