// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import ai.opper.tracing.Traced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** How beans come to be seen, and that their context starts as it would without us. */
class TracedBeanPostProcessorTest {

    @Test
    void tracer_isAskedForAtTheFirstCallAndOnce() {
        AtomicInteger asked = new AtomicInteger();
        try (TracedApplication application = TracedApplication.of()) {
            Service service = process(new Service(), () -> {
                asked.incrementAndGet();
                return application.bean(CallTracer.class);
            });
            assertThat(asked).hasValue(0);
            service.work();
            service.work();
            assertThat(asked).hasValue(1);
            assertThat(application.spans().all()).hasSize(2);
        }
    }

    @Test
    void call_beforeTheTracerCanBeMadeIsNotRecordedAndLaterOnesAre() {
        AtomicInteger asked = new AtomicInteger();
        try (TracedApplication application = TracedApplication.of()) {
            Service service = process(new Service(), () -> {
                if (asked.incrementAndGet() == 1) {
                    throw new BeanCurrentlyInCreationException("callTracer");
                }
                return application.bean(CallTracer.class);
            });
            assertThat(service.work()).isEqualTo("done");
            assertThat(application.spans().all()).isEmpty();
            assertThat(service.work()).isEqualTo("done");
            assertThat(application.spans().all()).hasSize(1);
        }
    }

    @Test
    void beanWithoutAnnotations_isLeftAsItIs() {
        Object plain = new Object();
        assertThat(processor(() -> null).postProcessAfterInitialization(plain, "plain")).isSameAs(plain);
    }

    @Test
    void frozenProxy_isWrapped() {
        try (TracedApplication application = TracedApplication.of()) {
            ProxyFactory frozen = new ProxyFactory(new Implementation());
            frozen.setFrozen(true);
            Contract bean = (Contract) process(frozen.getProxy(), () -> application.bean(CallTracer.class));
            assertThat(bean.work()).isEqualTo("done");
            assertThat(application.spans().all()).hasSize(1);
        }
    }

    @Test
    void recordingBeans_areMadeAfterAllPostProcessors() {
        try (TracedApplication application = TracedApplication.of(LateWitness.class, Service.class)) {
            application.bean(Service.class).work();
            assertThat(application.bean(Witness.class).seen).contains("callTracer", "tracer", "recording", "registry");
        }
    }

    @Test
    void circularReferences_areNoWorseThanWithAsync() {
        Throwable traced = catchThrowable(() -> start(TracedCircle.class, RecordingConfiguration.class,
                RecordingConfiguration.CglibProxies.class));
        Throwable async = catchThrowable(() -> start(AsyncCircle.class, AsyncExecution.class));
        assertThat((traced != null) ? traced.getClass() : null).isEqualTo((async != null) ? async.getClass() : null);
    }

    @Test
    void determineBeanType_isTheProxyOrTheClassItself() {
        TracedBeanPostProcessor processor = processor(() -> null);
        assertThat(processor.determineBeanType(Service.class, "service")).isNotEqualTo(Service.class)
            .isAssignableTo(Service.class);
        assertThat(processor.determineBeanType(Final.class, "final")).isEqualTo(Final.class);
    }

    @SuppressWarnings("unchecked")
    private static <T> T process(T bean, Supplier<CallTracer> tracer) {
        return (T) processor(tracer).postProcessAfterInitialization(bean, "bean");
    }

    private static TracedBeanPostProcessor processor(Supplier<CallTracer> tracer) {
        TracedBeanPostProcessor processor = new TracedBeanPostProcessor(tracer, 0);
        processor.setBeanFactory(new DefaultListableBeanFactory());
        processor.setProxyTargetClass(true);
        return processor;
    }

    private static void start(Class<?>... components) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.setAllowCircularReferences(true);
            context.register(components);
            context.refresh();
        }
    }

    /** Registered last of all: beans made too early would not pass through it. */
    @Configuration(proxyBeanMethods = false)
    static class LateWitness {

        @Bean
        static Witness witness() {
            return new Witness();
        }

    }

    static class Witness implements BeanPostProcessor {

        private final Set<String> seen = ConcurrentHashMap.newKeySet();

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            this.seen.add(beanName);
            return bean;
        }

    }

    static class Service {

        @Traced
        public String work() {
            return "done";
        }

    }

    interface Contract {

        @Traced
        String work();

    }

    static class Implementation implements Contract {

        @Override
        public String work() {
            return "done";
        }

    }

    @Traced
    static final class Final {

    }

    @Configuration(proxyBeanMethods = false)
    static class TracedCircle {

        @Bean
        TracedLeft left() {
            return new TracedLeft();
        }

        @Bean
        TracedRight right() {
            return new TracedRight();
        }

    }

    static class TracedLeft {

        @Autowired
        private TracedRight right;

        @Traced
        public void work() {
            this.right.work();
        }

    }

    static class TracedRight {

        @Autowired
        private TracedLeft left;

        @Traced
        public void work() {
            this.left.work();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class AsyncExecution {

    }

    @Configuration(proxyBeanMethods = false)
    static class AsyncCircle {

        @Bean
        AsyncLeft left() {
            return new AsyncLeft();
        }

        @Bean
        AsyncRight right() {
            return new AsyncRight();
        }

    }

    static class AsyncLeft {

        @Autowired
        private AsyncRight right;

        @Async
        public void work() {
            this.right.work();
        }

    }

    static class AsyncRight {

        @Autowired
        private AsyncLeft left;

        @Async
        public void work() {
            this.left.work();
        }

    }

}
