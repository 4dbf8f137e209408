// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import ai.opper.tracing.Traced;
import ai.opper.tracing.test.RecordedSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code @Scheduled} methods, and tasks that a program schedules. */
class SchedulingTest {

    @ParameterizedTest
    @EnumSource
    void scheduledMethods_startATracePerRun(ThreadKind kind) {
        try (RunningApplication application = RunningApplication.start(Clock.class, kind.property())) {
            assertTracePerRun(application);
        }
    }

    @ParameterizedTest
    @EnumSource
    void scheduledMethodsOfBeansThatARequestCreates_startATracePerRun(ThreadKind kind) {
        try (RunningApplication application = RunningApplication.start(LateClock.class, kind.property())) {
            application.tracer().inSpan("request", () -> application.bean(Clock.class).hashCode());
            application.spans().awaitSpans(1, RunningApplication.PATIENCE);
            application.spans().clear();
            assertTracePerRun(application);
        }
    }

    private static void assertTracePerRun(RunningApplication application) {
        List<RecordedSpan> spans = application.spans().awaitSpans(3, RunningApplication.PATIENCE);
        assertThat(spans).allMatch((span) -> span.name().equals("tick") && span.parent() == null);
        assertThat(spans).extracting(RecordedSpan::traceId).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void scheduledTasks_findTheirParent(ThreadKind kind) throws Exception {
        try (RunningApplication application = RunningApplication.start(Scheduling.class, kind.property())) {
            TaskScheduler scheduler = application.bean(TaskScheduler.class);
            application.assertCarriesParents((work) -> scheduler.schedule(work, Instant.now()).get());
            application.assertCarriesParents((work) -> repeatOnce(work,
                    (task) -> scheduler.schedule(task, (context) -> Instant.now().plusMillis(5))));
            application.assertCarriesParents(
                    (work) -> repeatOnce(work, (task) -> scheduler.scheduleAtFixedRate(task, Duration.ofMillis(5))));
            application.assertCarriesParents(
                    (work) -> repeatOnce(work, (task) -> scheduler.scheduleWithFixedDelay(task, Duration.ofMillis(5))));
            application.assertCarriesParents((work) -> repeatOnce(work,
                    (task) -> scheduler.scheduleAtFixedRate(task, Instant.now(), Duration.ofMillis(5))));
            application.assertCarriesParents((work) -> repeatOnce(work,
                    (task) -> scheduler.scheduleWithFixedDelay(task, Instant.now(), Duration.ofMillis(5))));
        }
    }

    /**
     * Works in the second run, which must have the context as well; others may run beside
     * it.
     */
    private static void repeatOnce(Runnable work, Repetition repetition) throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch worked = new CountDownLatch(1);
        ScheduledFuture<?> future = Objects.requireNonNull(repetition.of(() -> {
            if (runs.incrementAndGet() == 2) {
                work.run();
                worked.countDown();
            }
        }));
        worked.await();
        future.cancel(false);
    }

    private interface Repetition {

        ScheduledFuture<?> of(Runnable task);

    }

    @EnableScheduling
    static class Scheduling {

    }

    @EnableScheduling
    static class Clock {

        @Traced(name = "tick")
        @Scheduled(fixedRate = 5)
        public void tick() {
            // The span is all that matters.
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class LateClock {

        @Bean
        @Lazy
        Clock clock() {
            return new Clock();
        }

    }

}
