// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code @Async}, with every executor that Boot configures. */
class AsyncTest {

    private static final String ONE_THREAD = "spring.task.execution.pool.core-size=1";

    @ParameterizedTest
    @EnumSource
    void methodsWithoutResult_findTheirParent(ThreadKind kind) throws Exception {
        try (RunningApplication application = RunningApplication.start(Work.class, kind.property(), ONE_THREAD)) {
            application.assertCarriesParents(application.bean(Work.class)::start);
        }
    }

    @ParameterizedTest
    @EnumSource
    void methodsWithFuture_findTheirParent(ThreadKind kind) throws Exception {
        try (RunningApplication application = RunningApplication.start(Work.class, kind.property(), ONE_THREAD)) {
            application.assertCarriesParents((work) -> application.bean(Work.class).future(work).get());
            application.assertCarriesParents((work) -> application.bean(Work.class).completableFuture(work).get());
            assertThat(application.bean(Work.class).threads()).isNotEmpty().doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void forcedMode_findsItsParent() throws Exception {
        try (RunningApplication application = RunningApplication.start(OwnExecutor.class,
                "spring.task.execution.mode=force", ONE_THREAD)) {
            application.assertCarriesParents((work) -> application.bean(Work.class).future(work).get());
        }
    }

    @Test
    void simpleAsyncTaskExecutor_ofBootsBuilderFindsItsParent() throws Exception {
        try (RunningApplication application = RunningApplication.start(SimpleExecutor.class)) {
            application.assertCarriesParents((work) -> application.bean(Work.class).future(work).get());
        }
    }

    @Test
    void threadPoolTaskExecutor_ofBootsBuilderFindsItsParent() throws Exception {
        try (RunningApplication application = RunningApplication.start(PoolExecutor.class, ONE_THREAD)) {
            application.assertCarriesParents((work) -> application.bean(Work.class).future(work).get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void taskDecoratorsOfTheUser_keepWorking(ThreadKind kind) throws Exception {
        try (RunningApplication application = RunningApplication.start(Decorators.class, kind.property())) {
            application.assertCarriesParents((work) -> application.bean(Work.class).future(work).get());
            assertThat(application.bean(Decorators.class).decorated).hasSize(6).contains("one", "two");
        }
    }

    @Test
    void builderOfTheUser_keepsItsDecorator() throws Exception {
        try (RunningApplication application = RunningApplication.start(OwnBuilder.class)) {
            application.assertCarriesNothing((work) -> application.bean(Work.class).future(work).get());
            assertThat(application.bean(OwnBuilder.class).decorated).hasSize(3);
        }
    }

    @Test
    void builderOfTheUser_canPropagate() throws Exception {
        try (RunningApplication application = RunningApplication.start(PropagatingBuilder.class)) {
            application.assertCarriesParents((work) -> application.bean(Work.class).future(work).get());
        }
    }

    @Test
    void turnedOff_startsTraces() throws Exception {
        try (RunningApplication application = RunningApplication.start(Work.class,
                "spring.task.execution.propagate-context=false")) {
            application.assertCarriesNothing((work) -> application.bean(Work.class).future(work).get());
        }
    }

    @EnableAsync
    static class Work {

        private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

        public Queue<Thread> threads() {
            return this.threads;
        }

        @Async
        public void start(Runnable work) {
            work.run();
        }

        @Async
        public Future<String> future(Runnable work) {
            this.threads.add(Thread.currentThread());
            work.run();
            return CompletableFuture.completedFuture("done");
        }

        @Async
        public CompletableFuture<String> completableFuture(Runnable work) {
            this.threads.add(Thread.currentThread());
            work.run();
            return CompletableFuture.completedFuture("done");
        }

    }

    /** An executor of the user's; {@code mode=force} gives {@code @Async} Boot's. */
    @Configuration(proxyBeanMethods = false)
    @Import(Work.class)
    static class OwnExecutor {

        @Bean
        Executor own() {
            return Runnable::run;
        }

    }

    @Configuration(proxyBeanMethods = false)
    @Import(Work.class)
    static class SimpleExecutor {

        @Bean
        SimpleAsyncTaskExecutor taskExecutor(SimpleAsyncTaskExecutorBuilder builder) {
            return builder.build();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @Import(Work.class)
    static class PoolExecutor {

        @Bean
        ThreadPoolTaskExecutor taskExecutor(ThreadPoolTaskExecutorBuilder builder) {
            return builder.build();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @Import(Work.class)
    static class Decorators {

        private final Queue<String> decorated = new ConcurrentLinkedQueue<>();

        @Bean
        @Order(1)
        TaskDecorator one() {
            return decorator("one");
        }

        @Bean
        @Order(2)
        TaskDecorator two() {
            return decorator("two");
        }

        private TaskDecorator decorator(String name) {
            return (task) -> () -> {
                this.decorated.add(name);
                task.run();
            };
        }

    }

    @Configuration(proxyBeanMethods = false)
    @Import(Work.class)
    static class PropagatingBuilder {

        @Bean
        ThreadPoolTaskExecutorBuilder ownBuilder() {
            return new ThreadPoolTaskExecutorBuilder().taskDecorator(new ContextPropagatingTaskDecorator());
        }

    }

    @Configuration(proxyBeanMethods = false)
    @Import(Work.class)
    static class OwnBuilder {

        private final Queue<Runnable> decorated = new ConcurrentLinkedQueue<>();

        @Bean
        ThreadPoolTaskExecutorBuilder ownBuilder() {
            return new ThreadPoolTaskExecutorBuilder().taskDecorator((task) -> {
                this.decorated.add(task);
                return task;
            });
        }

    }

}
