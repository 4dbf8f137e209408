// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.VirtualThreadTaskExecutor;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.test.RecordedSpan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Executors that nobody configured, with {@code OpperTracer.wrap}. */
class WrapTest {

    private static RunningApplication application;

    /** One thread, so that it is used again. */
    private final ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor();

    @BeforeAll
    static void start() {
        application = RunningApplication.start(Object.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @AfterEach
    void shutDown() {
        this.pool.shutdownNow();
    }

    private static OpperTracer tracer() {
        return application.tracer();
    }

    @Test
    void executorAsItIs_startsTraces() throws Exception {
        application.assertCarriesNothing((work) -> this.pool.submit(work).get());
        application.assertCarriesNothing((work) -> CompletableFuture.runAsync(work).get());
    }

    @Test
    void wrappedRunnable_findsItsParent() throws Exception {
        application.assertCarriesParents((work) -> this.pool.submit(tracer().wrap(work)).get());
    }

    @Test
    void wrappedCallable_findsItsParent() throws Exception {
        application.assertCarriesParents((work) -> {
            Callable<String> callable = () -> {
                work.run();
                return "value";
            };
            assertThat(this.pool.submit(tracer().wrap(callable)).get()).isEqualTo("value");
        });
    }

    @Test
    void wrappedExecutor_findsItsParent() throws Exception {
        Executor executor = tracer().wrap((Executor) this.pool);
        application.assertCarriesParents((work) -> CompletableFuture.runAsync(work, executor).get());
    }

    @Test
    void wrappedExecutorService_findsItsParent() throws Exception {
        ExecutorService executor = tracer().wrap((ExecutorService) this.pool);
        application.assertCarriesParents((work) -> executor.submit(work).get());
        application.assertCarriesParents((work) -> executor.submit(work, "value").get());
        application.assertCarriesParents((work) -> executor.invokeAny(List.of(Executors.callable(work))));
        application.assertCarriesParents((work) -> {
            for (Future<Object> each : executor.invokeAll(List.of(Executors.callable(work)))) {
                each.get();
            }
        });
        application.assertCarriesParents(executor::execute);
    }

    @Test
    void wrappedForkJoinPool_findsItsParent() throws Exception {
        ExecutorService executor = tracer().wrap(ForkJoinPool.commonPool());
        application.assertCarriesParents((work) -> CompletableFuture.runAsync(work, executor).get());
    }

    @Test
    void wrappedScheduledExecutorService_findsItsParentInEveryRun() throws Exception {
        ScheduledExecutorService executor = tracer().wrap(this.pool);
        application.assertCarriesParents((work) -> executor.schedule(work, 1, TimeUnit.MILLISECONDS).get());
        application.assertCarriesParents((work) -> {
            CountDownLatch runs = new CountDownLatch(2);
            ScheduledFuture<?> future = executor.scheduleAtFixedRate(() -> {
                if (runs.getCount() == 1) {
                    work.run();
                }
                runs.countDown();
            }, 0, 1, TimeUnit.MILLISECONDS);
            runs.await();
            future.cancel(false);
        });
    }

    @Test
    void wrappedThreadFactory_findsItsParent() throws Exception {
        ThreadFactory threads = tracer().wrap((ThreadFactory) Thread::new);
        application.assertCarriesParents((work) -> {
            Thread thread = threads.newThread(work);
            thread.start();
            thread.join();
        });
    }

    @Test
    void wrappedVirtualThreads_findTheirParent() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21);
        ThreadFactory virtual = new VirtualThreadTaskExecutor().getVirtualThreadFactory();
        ThreadFactory threads = tracer().wrap(virtual);
        application.assertCarriesParents((work) -> {
            FutureTask<String> task = new FutureTask<>(work, "value");
            threads.newThread(task).start();
            task.get();
        });
    }

    /** The calling thread takes part, so enough elements for another one to help. */
    @Test
    void parallelStream_needsAWrappedTask() {
        application.spans().clear();
        tracer().inSpan("stream", () -> {
            Runnable task = tracer().wrap(() -> tracer().inSpan("element", () -> {
            }));
            IntStream.range(0, 1_000).parallel().forEach((index) -> task.run());
        });
        assertThat(application.spans().all()).hasSize(1_001)
            .filteredOn((span) -> span.name().equals("element"))
            .allMatch((span) -> span.parent() != null);
    }

    @Test
    void attributesAndSuppression_travelToo() throws Exception {
        application.spans().clear();
        ExecutorService executor = tracer().wrap((ExecutorService) this.pool);
        try (TraceScope scope = tracer().with(TraceAttributes.none().withSessionId("s-1").withTag("tier", "gold"))) {
            executor.submit(() -> tracer().inSpan("attributed", () -> {
            })).get();
        }
        try (TraceScope scope = tracer().suppress()) {
            executor.submit(() -> tracer().inSpan("suppressed", () -> {
            })).get();
        }
        executor.submit(() -> tracer().inSpan("plain", () -> {
        })).get();
        assertThat(application.spans().all()).extracting(RecordedSpan::name).containsExactly("attributed", "plain");
        assertThat(application.spans().span("attributed").record().sessionId()).isEqualTo("s-1");
        assertThat(application.spans().span("attributed").record().tags()).containsEntry("tier", "gold");
        assertThat(application.spans().span("plain").record().sessionId()).isNull();
        assertThat(application.spans().span("plain").record().tags()).isEmpty();
    }

    @Test
    void noopTracer_givesBackWhatItGets() {
        OpperTracer noop = OpperTracer.noop();
        Runnable work = () -> {
        };
        Callable<String> call = () -> "value";
        Executor executor = Runnable::run;
        ThreadFactory threads = Thread::new;
        assertThat(noop.wrap(work)).isSameAs(work);
        assertThat(noop.wrap(call)).isSameAs(call);
        assertThat(noop.wrap(executor)).isSameAs(executor);
        assertThat(noop.wrap(threads)).isSameAs(threads);
        assertThat(noop.wrap((ExecutorService) this.pool)).isSameAs(this.pool);
        assertThat(noop.wrap(this.pool)).isSameAs(this.pool);
    }

}
