// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check.shop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.PriorityOrdered;
import org.springframework.stereotype.Component;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;

/** What applications write, rightly and wrongly. */
public final class Shop {

    private Shop() {
    }

    /** Says the same as our annotation. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Traced
    public @interface Step {

    }

    /** Everything about it can be seen. */
    public static class Fine {

        private final ObjectProvider<Fine> self;

        public Fine(ObjectProvider<Fine> self) {
            this.self = self;
        }

        @Traced
        public String find(String query) {
            return query;
        }

        @Traced
        protected String guarded() {
            return "guarded";
        }

        @Traced
        int factorial(int number) {
            return (number < 2) ? 1 : number * factorial(number - 1);
        }

        public String throughItsProxy(Fine other) {
            Fine proxy = this.self.getObject();
            return proxy.find("a") + other.find(helper()) + this.self.getObject().find(toString());
        }

        private String helper() {
            return "nobody asked for this to be traced";
        }

    }

    /** Proxies cannot reach these. */
    public static class Hidden {

        @Traced
        private String secret() {
            return "secret";
        }

        @Step
        public static String helper() {
            return "static";
        }

        @SpanMetric(expression = "1")
        public final int last() {
            return 1;
        }

        public String use() {
            return secret() + helper();
        }

    }

    /** The class means its public methods only. */
    @Traced
    public static class Whole {

        public final void last() {
        }

        public void first() {
            helper();
            hidden();
        }

        private void hidden() {
        }

        static void helper() {
        }

        @Override
        public final String toString() {
            return "whole";
        }

    }

    /** Somebody makes it with new. */
    public static class NotBean {

        @Traced
        public void work() {
        }

        @Traced
        @SuppressWarnings("unused")
        private void hidden() {
        }

    }

    /** Perhaps its profile is not active. */
    @Component
    public static class Conditional {

        @Traced
        public void work() {
        }

    }

    /** What only a configuration makes that is not here. */
    public static class MadeElsewhere implements Supplier<String> {

        @Override
        @Traced
        public String get() {
            return "made";
        }

    }

    /** Not part of the application that runs. */
    @Configuration(proxyBeanMethods = false)
    public static class InactiveConfiguration {

        @Bean
        Supplier<String> supplier() {
            return new MadeElsewhere();
        }

    }

    /** A contract with one implementation that is no bean. */
    public interface Forgotten {

        @Traced
        String work();

    }

    /** The implementation. */
    public static class ForgottenWork implements Forgotten {

        @Override
        public String work() {
            return "forgotten";
        }

    }

    /** A contract that a proxy may implement. */
    public interface Client {

        @Traced
        String call();

    }

    /** A contract that some classes implement, one of them a bean. */
    public interface Served {

        @Traced
        String serve();

    }

    /** The bean. */
    public static class Server implements Served {

        @Override
        public String serve() {
            return "served";
        }

    }

    /** Made by hand around the bean. */
    public static class Decorator implements Served {

        @Override
        public String serve() {
            return "decorated";
        }

    }

    /** What a bean inherits. */
    public abstract static class Base {

        @Traced
        public String inherited(String text) {
            return text;
        }

    }

    /** The bean. */
    public static class Derived extends Base {

        @Override
        public String inherited(String text) {
            return super.inherited(text + "!");
        }

        public String past() {
            return super.inherited("past");
        }

    }

    /** Every call here but those on others goes past the proxy. */
    public static class Selfish {

        private final Selfish other;

        @SuppressWarnings("this-escape")
        public Selfish() {
            this.other = this;
            plain(1, "constructed");
        }

        @Traced
        public String plain(long number, String text) {
            return text + number;
        }

        public String direct(boolean flag) {
            return plain(flag ? number() : 2L, flag ? "a" : String.valueOf(new double[] { 1.0 }.length));
        }

        public Supplier<String> lambda() {
            return () -> plain(1, "lambda");
        }

        @Traced
        public String one(String text) {
            return text;
        }

        public Function<String, String> reference() {
            return this::one;
        }

        public String guarded(Object lock) {
            synchronized (lock) {
                try {
                    return one(switch (lock.hashCode()) {
                        case 1 -> "x";
                        case 2 -> throw new IllegalStateException();
                        default -> "y";
                    });
                }
                finally {
                    number();
                }
            }
        }

        public String onOthers(List<Selfish> others) {
            Selfish first = others.isEmpty() ? this.other : others.get(0);
            return first.one("a") + this.other.one("b") + (others.size() > 1 ? others.get(1) : first).one("c");
        }

        public Function<String, String> referenceToOthers() {
            return this.other::one;
        }

        private long number() {
            return 1;
        }

    }

    /** No proxy can extend it. */
    public static final class Sealed {

        @Traced
        public void work() {
        }

    }

    /** Needed before there are proxies. */
    public static class Early {

        @Traced
        public void work() {
        }

    }

    /** Comes before the post-processor that makes proxies. */
    public static class Greedy implements BeanPostProcessor, PriorityOrdered {

        private final Early early;

        public Greedy(Early early) {
            this.early = early;
        }

        @Override
        public int getOrder() {
            return this.early.hashCode();
        }

    }

    /** A final method behind an interface's proxy is no trouble. */
    public static class Interfaced implements Supplier<Integer> {

        @Override
        @Traced
        public final Integer get() {
            return 1;
        }

    }

    /** Made later, and known as its interface only. */
    public static class Later implements Runnable {

        @Override
        @Traced
        public void run() {
        }

    }

    /** The beans. */
    @Configuration(proxyBeanMethods = false)
    public static class Beans {

        @Bean
        Fine fine(ObjectProvider<Fine> self) {
            return new Fine(self);
        }

        @Bean
        Hidden hidden() {
            return new Hidden();
        }

        @Bean
        Whole whole() {
            return new Whole();
        }

        @Bean
        Served served() {
            return new Server();
        }

        @Bean
        Derived derived() {
            return new Derived();
        }

        @Bean
        @Scope("prototype")
        Selfish selfish() {
            return new Selfish();
        }

        @Bean
        Sealed sealed() {
            return new Sealed();
        }

        @Bean
        static Early early() {
            return new Early();
        }

        @Bean
        static Greedy greedy(Early early) {
            return new Greedy(early);
        }

        @Bean
        @Lazy
        Runnable later() {
            return new Later();
        }

    }

}
