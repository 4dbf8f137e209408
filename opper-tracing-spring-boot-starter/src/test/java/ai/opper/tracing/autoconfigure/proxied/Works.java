// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.proxied;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.core.annotation.AliasFor;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

/** The classes of the test's beans. */
final class Works {

    private Works() {
    }

    static class Plain implements Work<String, String> {

        @Override
        @Traced
        public String work(String input) {
            return input;
        }

        String work(int overload) {
            return String.valueOf(overload);
        }

    }

    static class Duplicate extends Plain {

    }

    interface TracedWork extends Work<String, String> {

        @Override
        @Traced
        String work(String input);

    }

    static class OnInterface implements TracedWork {

        @Override
        public String work(String input) {
            return input;
        }

    }

    @Traced
    static class OnType implements Work<String, String> {

        @Override
        public String work(String input) {
            return input;
        }

    }

    static class OnSuperclass extends OnType {

    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Traced(type = SpanType.TOOL)
    @interface Tool {

        @AliasFor(annotation = Traced.class, attribute = "name")
        String called() default "";

    }

    static class Meta implements Work<String, String> {

        @Override
        @Tool(called = "meta.work")
        public String work(String input) {
            return input;
        }

    }

    static final class FinalClass implements Work<String, String> {

        @Override
        @Traced
        public String work(String input) {
            return input;
        }

    }

    static final class Factory implements FactoryBean<Work<String, String>> {

        @Override
        public Work<String, String> getObject() {
            return new Plain();
        }

        @Override
        public Class<?> getObjectType() {
            return Work.class;
        }

    }

    static class Asynchronous implements Work<String, String> {

        private final OpperTracer tracer;

        Asynchronous(OpperTracer tracer) {
            this.tracer = tracer;
        }

        @Override
        public String work(String input) {
            return input;
        }

        @Override
        @Async
        @Traced
        public CompletableFuture<String> later(String input) {
            return CompletableFuture
                .completedFuture(Thread.currentThread().getName() + ' ' + this.tracer.currentSpan().id());
        }

    }

    /** Through the JDK's proxies Spring sees this annotation on the class only. */
    @Retryable(maxRetries = 3, delay = 1)
    static class Retried implements Work<String, String> {

        private final AtomicInteger attempts = new AtomicInteger();

        @Override
        @Traced
        public String work(String input) {
            if (this.attempts.incrementAndGet() % 3 != 0) {
                throw new IllegalStateException("not yet");
            }
            return "attempt " + this.attempts;
        }

    }

    static class InTransaction implements Work<String, String> {

        private final OpperTracer tracer;

        InTransaction(OpperTracer tracer) {
            this.tracer = tracer;
        }

        @Override
        @Traced
        @Transactional
        public String work(String input) {
            OpperTracer tracer = this.tracer;
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void beforeCommit(boolean readOnly) {
                    if ("unlucky".equals(input)) {
                        throw new IllegalStateException("cannot commit");
                    }
                }

                @Override
                public void afterCommit() {
                    tracer.currentSpan().tag("committed", true);
                }

            });
            return input;
        }

    }

    static class Cached implements Work<String, String> {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        @Traced
        @Cacheable("works")
        public String work(String input) {
            return "computed " + this.calls.incrementAndGet();
        }

    }

    /** Asks for the permission. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Guard {

    }

    static class Guarded implements Work<String, String> {

        @Override
        @Traced
        @Guard
        public String work(String input) {
            return input;
        }

    }

    @Retryable(maxRetries = 3, delay = 1)
    static class Everything extends Asynchronous {

        private final AtomicInteger attempts = new AtomicInteger();

        Everything(OpperTracer tracer) {
            super(tracer);
        }

        @Override
        @Async
        @Traced
        @Guard
        @Transactional
        @Cacheable("everything")
        public CompletableFuture<String> later(String input) {
            if (this.attempts.incrementAndGet() % 3 != 0) {
                throw new IllegalStateException("not yet");
            }
            return super.later(input);
        }

    }

}
