// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;

/**
 * The application: threads that record random trees of spans, by hand and by annotation,
 * and note what they have recorded.
 */
final class Forest {

    private static final int MAX_DEPTH = 4;

    private static final int SPANS_PER_TREE = 4;

    private final OpperTracer tracer;

    private final Branches branches;

    private final ChaosSettings settings;

    private final Recorded recorded = new Recorded();

    private final AtomicInteger numbers = new AtomicInteger();

    private final List<Thread> threads = new ArrayList<>();

    private volatile boolean over;

    private volatile boolean paused;

    Forest(OpperTracer tracer, Branches branches, ChaosSettings settings) {
        this.tracer = tracer;
        this.branches = branches;
        this.settings = settings;
    }

    void grow() {
        for (int i = 0; i < this.settings.threads(); i++) {
            Random random = new Random(this.settings.seed() * 31 + i);
            Thread thread = new Thread(() -> plant(random), "application-" + i);
            this.threads.add(thread);
            thread.start();
        }
    }

    void stop() throws InterruptedException {
        this.over = true;
        this.paused = false;
        for (Thread thread : this.threads) {
            thread.join();
        }
    }

    /** While it is paused no span ends, give or take a moment. */
    void pause(boolean pause) {
        this.paused = pause;
    }

    Recorded recorded() {
        return this.recorded;
    }

    private void plant(Random random) {
        long meanNanos = Duration.ofSeconds(1).toNanos() * SPANS_PER_TREE * this.settings.threads()
                / this.settings.spansPerSecond();
        while (!this.over) {
            guardedTree(random, 0, null);
            LockSupport.parkNanos((long) (2 * meanNanos * random.nextDouble()));
        }
    }

    /** Nothing here throws, so whatever is thrown comes from the library. */
    private void guardedTree(Random random, int depth, @Nullable UUID parent) {
        try {
            tree(random, depth, parent);
        }
        catch (RuntimeException | Error ex) {
            this.recorded.surprised(ex);
        }
    }

    /** A span with what is below it. */
    void tree(Random random, int depth, @Nullable UUID parent) {
        if (random.nextInt(3) == 0) {
            String input = text(random);
            this.branches.branch(input,
                    () -> inside(random, depth, new Recorded.Entry("Branches.branch", parent, input)));
        }
        else {
            byHand(random, depth, parent);
        }
    }

    /** The body of an annotated method, whose span is the current one. */
    private void inside(Random random, int depth, Recorded.Entry entry) {
        Span span = this.tracer.currentSpan();
        this.recorded.span(span.id(), entry);
        children(random, depth, span.id());
        metric(random, span);
        linger(random);
    }

    private void byHand(Random random, int depth, @Nullable UUID parent) {
        String name = "span " + this.numbers.incrementAndGet()
                + ((random.nextInt(400) == 0) ? ' ' + Faults.REFUSED_NAME : "");
        String input = text(random) + ((random.nextInt(200) == 0) ? ' ' + Faults.REFUSED_PAYLOAD : "");
        Span span = this.tracer.span(name).input(input).tag("depth", depth).start();
        this.recorded.span(span.id(), new Recorded.Entry(name, parent, input));
        children(random, depth, span.id());
        metric(random, span);
        linger(random);
        long end = System.nanoTime();
        span.close();
        this.recorded.took(System.nanoTime() - end);
        if (random.nextInt(20) == 0) {
            metric(random, span);
        }
    }

    private void children(Random random, int depth, UUID id) {
        for (int count = random.nextInt(MAX_DEPTH); count > depth; count--) {
            if (random.nextInt(10) == 0) {
                elsewhere(random, depth + 1, id);
            }
            else {
                tree(random, depth + 1, id);
            }
        }
    }

    private void elsewhere(Random random, int depth, UUID id) {
        Thread thread = new Thread(this.tracer.wrap(() -> guardedTree(random, depth, id)));
        thread.start();
        try {
            thread.join();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void metric(Random random, Span span) {
        if (random.nextInt(3) == 0) {
            int value = this.numbers.incrementAndGet();
            this.recorded.metric(value, span.id());
            span.metric("number", value);
        }
    }

    /** Some spans run longer than others are held for their sake. */
    private void linger(Random random) {
        if (random.nextInt(100) == 0) {
            LockSupport.parkNanos(Duration.ofMillis(300 + random.nextInt(1_200)).toNanos());
        }
        while (this.paused) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private static String text(Random random) {
        int length = (random.nextInt(100) == 0) ? 20_000 : 20 + random.nextInt(1_000);
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

}
