// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.Traced;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Where recording stands among transactions, retries, async execution and aspects. */
class AdvisorOrderTest {

    @Test
    void transaction_isInsideTheSpan() {
        try (TracedApplication application = TracedApplication.of(Transactions.class, Orders.class)) {
            Orders orders = application.bean(Orders.class);
            assertThat(orders.place("book")).isEqualTo(1);
            SpanRecord span = application.spans().named("Orders.place");
            SpanRecord commit = application.spans().named("commit");
            assertThat(commit.parentId()).isEqualTo(span.id());
            assertThat(application.spans().names()).containsExactly("commit", "Orders.place");
            assertProxiedOnce(orders);
        }
    }

    @Test
    void transaction_thatCannotCommitFailsTheSpan() {
        try (TracedApplication application = TracedApplication.of(Transactions.class, Orders.class)) {
            Throwable thrown = catchThrowable(() -> application.bean(Orders.class).placeBadly("book"));
            assertThat(thrown).isInstanceOf(IllegalStateException.class);
            assertThat(application.spans().only().error()).contains("IllegalStateException");
            assertThat(application.bean(JdbcTemplate.class).queryForObject("select count(*) from orders", Long.class))
                .isZero();
        }
    }

    @Test
    void retries_belongToOneSpan() {
        try (TracedApplication application = TracedApplication.of(Retries.class, Flaky.class)) {
            Flaky flaky = application.bean(Flaky.class);
            assertThat(flaky.answer()).isEqualTo("attempt 3");
            assertThat(SpansInMemory.output(application.spans().only())).isEqualTo("\"attempt 3\"");
            assertProxiedOnce(flaky);
        }
    }

    @Test
    void retries_ofAMonoBelongToOneSpan() {
        try (TracedApplication application = TracedApplication.of(Retries.class, Flaky.class)) {
            assertThat(application.bean(Flaky.class).later().block()).isEqualTo("attempt 3");
            assertThat(SpansInMemory.output(application.spans().only())).isEqualTo("\"attempt 3\"");
        }
    }

    @Test
    void retriesThatAllFail_areOneFailedSpan() {
        try (TracedApplication application = TracedApplication.of(Retries.class, Flaky.class)) {
            assertThat(catchThrowable(() -> application.bean(Flaky.class).never()))
                .isInstanceOf(UncheckedIOException.class);
            assertThat(application.spans().only().error()).contains("UncheckedIOException");
        }
    }

    @Test
    void async_isMeasuredWhereTheWorkIsDone() {
        try (TracedApplication application = TracedApplication.of(AsyncExecution.class, Worker.class)) {
            Worker worker = application.bean(Worker.class);
            CompletableFuture<String> result = worker.work(application);
            assertThat(result.join()).startsWith("worker-");
            SpanRecord span = application.spans().awaitCount(2).named("Worker.work");
            assertThat(application.spans().named("inside").parentId()).isEqualTo(span.id());
            assertThat(SpansInMemory.output(span)).startsWith("\"worker-");
            assertProxiedOnce(worker);
        }
    }

    @Test
    void asyncWithoutResult_isMeasuredToo() throws InterruptedException {
        try (TracedApplication application = TracedApplication.of(AsyncExecution.class, Worker.class)) {
            CountDownLatch release = new CountDownLatch(1);
            application.bean(Worker.class).fireAndForget(release);
            assertThat(application.spans().all()).isEmpty();
            release.countDown();
            assertThat(application.spans().awaitCount(1).only().error()).isNull();
        }
    }

    @Test
    void aspectOfHighestPrecedence_isOutsideAndOthersAreInside() {
        try (TracedApplication application = TracedApplication.of(Aspects.class, Plain.class)) {
            Plain plain = application.bean(Plain.class);
            plain.work();
            List<String> journal = application.bean(Journal.class).lines();
            assertThat(journal).containsExactly("outer sees span: false", "inner sees span: true");
            assertProxiedOnce(plain);
        }
    }

    @Test
    void order_isSettable() {
        try (TracedApplication application = TracedApplication.with(LowPrecedence.class, Aspects.class, Plain.class)) {
            application.bean(Plain.class).work();
            assertThat(application.bean(Journal.class).lines()).containsExactly("outer sees span: false",
                    "inner sees span: false");
            assertThat(application.spans().all()).hasSize(1);
        }
    }

    private static void assertProxiedOnce(Object bean) {
        assertThat(AopUtils.isAopProxy(bean)).isTrue();
        assertThat(AopUtils.isAopProxy(target(bean))).isFalse();
        assertThat(((Advised) bean).getAdvisors()).filteredOn(TracedAdvisor.class::isInstance).hasSize(1);
    }

    private static Object target(Object bean) {
        try {
            return ((Advised) bean).getTargetSource().getTarget();
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {

        @Bean
        DataSource dataSource() {
            return new DriverManagerDataSource("jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1");
        }

        @Bean
        JdbcTemplate jdbc(DataSource dataSource) {
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            jdbc.execute("drop table if exists orders");
            jdbc.execute("create table orders (item varchar(20))");
            return jdbc;
        }

        @Bean
        DataSourceTransactionManager transactionManager(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

    }

    static class Orders {

        private final JdbcTemplate jdbc;

        private final OpperTracer tracer;

        Orders(JdbcTemplate jdbc, OpperTracer tracer) {
            this.jdbc = jdbc;
            this.tracer = tracer;
        }

        @Traced
        @Transactional
        public int place(String item) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void afterCommit() {
                    Orders.this.tracer.inSpan("commit", () -> {
                    });
                }

            });
            return this.jdbc.update("insert into orders values (?)", item);
        }

        @Traced
        @Transactional
        public int placeBadly(String item) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void beforeCommit(boolean readOnly) {
                    throw new IllegalStateException("out of stock");
                }

            });
            return this.jdbc.update("insert into orders values (?)", item);
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods(proxyTargetClass = true)
    static class Retries {

    }

    static class Flaky {

        private final AtomicInteger attempts = new AtomicInteger();

        @Traced
        @Retryable(delay = 1)
        public String answer() {
            if (this.attempts.incrementAndGet() < 3) {
                throw new UncheckedIOException(new IOException("attempt " + this.attempts));
            }
            return "attempt " + this.attempts;
        }

        @Traced
        @Retryable(delay = 1)
        public Mono<String> later() {
            return Mono.fromCallable(this::answer);
        }

        @Traced
        @Retryable(delay = 1)
        public String never() {
            throw new UncheckedIOException(new IOException("down"));
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class AsyncExecution {

        @Bean
        Executor taskExecutor() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setThreadNamePrefix("worker-");
            return executor;
        }

    }

    static class Worker {

        @Async
        @Traced(recordInput = false)
        public CompletableFuture<String> work(TracedApplication application) {
            try (Span inside = application.tracer().span("inside").start()) {
                return CompletableFuture.completedFuture(Thread.currentThread().getName());
            }
        }

        @Async
        @Traced(recordInput = false)
        public void fireAndForget(CountDownLatch release) throws InterruptedException {
            assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
        }

    }

    record Journal(List<String> lines) {
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAspectJAutoProxy(proxyTargetClass = true)
    static class Aspects {

        @Bean
        Journal journal() {
            return new Journal(new CopyOnWriteArrayList<>());
        }

        @Bean
        Outermost outermost(Journal journal, OpperTracer tracer) {
            return new Outermost(journal, tracer);
        }

        @Bean
        Innermost innermost(Journal journal, OpperTracer tracer) {
            return new Innermost(journal, tracer);
        }

    }

    @Aspect
    @Order(Ordered.HIGHEST_PRECEDENCE)
    record Outermost(Journal journal, OpperTracer tracer) {

        @Around("execution(* ai.opper.tracing.aspect.AdvisorOrderTest.Plain.*(..))")
        Object look(ProceedingJoinPoint call) throws Throwable {
            this.journal.lines().add("outer sees span: " + this.tracer.currentSpan().isRecording());
            return call.proceed();
        }

    }

    @Aspect
    @Order(0)
    record Innermost(Journal journal, OpperTracer tracer) {

        @Around("execution(* ai.opper.tracing.aspect.AdvisorOrderTest.Plain.*(..))")
        Object look(ProceedingJoinPoint call) throws Throwable {
            this.journal.lines().add("inner sees span: " + this.tracer.currentSpan().isRecording());
            return call.proceed();
        }

    }

    static class Plain {

        @Traced
        public void work() {
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class LowPrecedence {

        @Bean
        static TracedBeanPostProcessor traced(ObjectProvider<CallTracer> tracer) {
            TracedBeanPostProcessor processor = new TracedBeanPostProcessor(tracer::getObject,
                    Ordered.LOWEST_PRECEDENCE);
            processor.setProxyTargetClass(true);
            return processor;
        }

    }

}
