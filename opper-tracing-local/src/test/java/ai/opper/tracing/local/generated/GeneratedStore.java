// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.generated;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

import ai.opper.tracing.local.generated.GeneratedTraces.Generated;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.Feedback;
import ai.opper.tracing.local.store.Metric;
import ai.opper.tracing.local.store.Span;
import ai.opper.tracing.local.store.StoreLimits;
import ai.opper.tracing.local.store.StoreListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills a database with generated traces, and says how fast that was.
 */
public final class GeneratedStore {

    private static final int UNDER_WAY = 8000;

    private static final int LARGE = 5000;

    private final Database database;

    private final Semaphore free = new Semaphore(UNDER_WAY);

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private long spans;

    private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);

    private GeneratedStore(Database database) {
        this.database = database;
    }

    /**
     * Fills a database from the command line.
     * @param arguments a JDBC URL, and how many traces
     */
    public static void main(String[] arguments) {
        fill(arguments[0], Integer.parseInt(arguments[1]), System.out);
    }

    /**
     * Fills a database; the last trace has 5,000 spans.
     * @param url its JDBC URL
     * @param traces how many traces
     * @param out told how far it is
     * @return how many spans were stored
     */
    public static long fill(String url, int traces, PrintStream out) {
        long start = System.nanoTime();
        try (Database database = Database.open(url, JsonMapper.builder().build(), StoreListener.none(),
                StoreLimits.none())) {
            GeneratedStore store = new GeneratedStore(database);
            store.fill(traces, out);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            out.printf("%d traces, %d spans in %d s: %d spans/s%n", traces, store.spans, took.toSeconds(),
                    store.spans * 1000 / Math.max(1, took.toMillis()));
            return store.spans;
        }
    }

    private void fill(int traces, PrintStream out) {
        GeneratedTraces generated = new GeneratedTraces(42, traces, Instant.now(), 14);
        for (int i = 1; i < traces; i++) {
            store(generated.next(), i);
            if (i % 10_000 == 0) {
                out.printf("%d traces, %d spans%n", i, this.spans);
            }
        }
        store(generated.large(LARGE), 1);
        this.last.join();
        this.free.acquireUninterruptibly(UNDER_WAY);
        if (this.failure.get() != null) {
            throw new IllegalStateException("Something was not stored.", this.failure.get());
        }
    }

    private void store(List<Generated> trace, int number) {
        for (Generated generated : trace) {
            this.spans++;
            CompletableFuture<Span> stored = this.database.spans().take(generated.span());
            under(stored);
            if (generated.groundedness() != null) {
                UUID span = generated.span().id();
                under(stored.thenCompose((done) -> this.database.metrics()
                    .create(new Metric(UUID.randomUUID(), span, "groundedness", generated.groundedness(), null,
                            generated.span().startTime()))));
            }
        }
        Span root = trace.get(0).span();
        if (number % 40 == 0) {
            under(this.database.feedback().give(root.id(), new Feedback((number % 120 == 0) ? 0 : 1, null)));
        }
    }

    private void under(CompletableFuture<?> change) {
        this.free.acquireUninterruptibly();
        this.last = change.handle((done, failed) -> {
            this.failure.compareAndSet(null, failed);
            this.free.release();
            return true;
        });
    }

}
