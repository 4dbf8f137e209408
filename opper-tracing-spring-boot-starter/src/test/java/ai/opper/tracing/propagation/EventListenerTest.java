// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Listeners, on the publisher's thread and on others. */
class EventListenerTest {

    @Test
    void listeners_findTheirParent() throws Exception {
        try (RunningApplication application = RunningApplication.start(Listeners.class)) {
            application.assertCarriesParents((work) -> application.publish(new Order(work)));
        }
    }

    @Test
    void asyncListeners_findTheirParent() throws Exception {
        try (RunningApplication application = RunningApplication.start(Listeners.class)) {
            application.assertCarriesParents((work) -> application.publish(new Parcel(work)));
        }
    }

    @Test
    void listenersOfAnAsyncMulticaster_findTheirParent() throws Exception {
        try (RunningApplication application = RunningApplication.start(AsyncMulticaster.class)) {
            application.assertCarriesParents((work) -> application.publish(new Order(work)));
        }
    }

    @Test
    void transactionalListeners_findTheirParent() throws Exception {
        try (RunningApplication application = RunningApplication.start(Transactions.class)) {
            TransactionTemplate transaction = new TransactionTemplate(
                    application.bean(PlatformTransactionManager.class));
            application.assertCarriesParents(
                    (work) -> transaction.executeWithoutResult((status) -> application.publish(new Payment(work))));
        }
    }

    record Order(Runnable work) {
    }

    record Parcel(Runnable work) {
    }

    record Payment(Runnable work) {
    }

    @EnableAsync
    static class Listeners {

        @EventListener
        public void on(Order order) {
            order.work().run();
        }

        @Async
        @EventListener
        public void on(Parcel parcel) {
            parcel.work().run();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @Import(Listeners.class)
    static class AsyncMulticaster {

        @Bean
        ApplicationEventMulticaster applicationEventMulticaster(
                @Qualifier("applicationTaskExecutor") Executor executor) {
            SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
            multicaster.setTaskExecutor(executor);
            return multicaster;
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {

        @Bean
        PlatformTransactionManager transactionManager() {
            return new NoDatabase();
        }

        @TransactionalEventListener
        public void on(Payment payment) {
            payment.work().run();
        }

    }

    /** Transactions of nothing, for what Spring does around them. */
    static final class NoDatabase extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            // Nothing to begin.
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            // Nothing to commit.
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            // Nothing to roll back.
        }

    }

}
