// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.proxied;

import java.util.Map;

import org.aopalliance.intercept.MethodInterceptor;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.env.Environment;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.springframework.web.service.registry.ImportHttpServices;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.test.RecordedSpans;

/** Beans made in every way there is, with everything that Boot configures. */
@SpringBootApplication
@EnableAsync
@EnableCaching
@EnableResilientMethods
@ImportHttpServices(group = "echo", types = EchoClient.class)
public class ProxiedApplication {

    @Bean
    RecordedSpans recordedSpans() {
        return new RecordedSpans();
    }

    @Bean
    Work<String, String> onInterface() {
        return new Works.OnInterface();
    }

    @Bean
    Work<String, String> onType() {
        return new Works.OnType();
    }

    @Bean
    Work<String, String> onSuperclass() {
        return new Works.OnSuperclass();
    }

    @Bean
    Work<String, String> meta() {
        return new Works.Meta();
    }

    @Bean
    Work<String, String> finalClass() {
        return new Works.FinalClass();
    }

    @Bean
    FactoryBean<Work<String, String>> factory() {
        return new Works.Factory();
    }

    @Bean
    @Scope("prototype")
    Work<String, String> prototype() {
        return new Works.Plain();
    }

    @Bean
    @Lazy
    Work<String, String> lazy() {
        return new Works.Plain();
    }

    @Bean
    @Scope(scopeName = "request", proxyMode = ScopedProxyMode.INTERFACES)
    Work<String, String> request() {
        return new Works.Plain();
    }

    @Bean
    @Scope(scopeName = "session", proxyMode = ScopedProxyMode.INTERFACES)
    Work<String, String> session() {
        return new Works.Plain();
    }

    @Bean
    @Scope(scopeName = "custom", proxyMode = ScopedProxyMode.INTERFACES)
    Work<String, String> custom() {
        return new Works.Plain();
    }

    @Bean
    @Scope(scopeName = "custom", proxyMode = ScopedProxyMode.TARGET_CLASS)
    Works.Plain customClass() {
        return new Works.Plain();
    }

    @Bean
    static CustomScopeConfigurer customScope() {
        CustomScopeConfigurer configurer = new CustomScopeConfigurer();
        configurer.setScopes(Map.of("custom", new SimpleThreadScope()));
        return configurer;
    }

    @Bean
    @Primary
    Works.Duplicate first() {
        return new Works.Duplicate();
    }

    @Bean
    Works.Duplicate second() {
        return new Works.Duplicate();
    }

    @Bean
    Work<String, String> aroundTraced(@Qualifier("onType") Work<String, String> traced) {
        return wrap(traced);
    }

    @Bean
    Work<String, String> handMade() {
        return wrap(new Works.Plain());
    }

    @SuppressWarnings("unchecked")
    private static Work<String, String> wrap(Work<String, String> target) {
        ProxyFactory factory = new ProxyFactory(target);
        factory.addAdvice((MethodInterceptor) (invocation) -> invocation.proceed());
        return (Work<String, String>) factory.getProxy();
    }

    @Bean
    Work<String, String> async(OpperTracer tracer) {
        return new Works.Asynchronous(tracer);
    }

    @Bean
    Work<String, String> retried() {
        return new Works.Retried();
    }

    @Bean
    Work<String, String> transactional(OpperTracer tracer) {
        return new Works.InTransaction(tracer);
    }

    @Bean
    Work<String, String> cached() {
        return new Works.Cached();
    }

    @Bean
    Work<String, String> guarded() {
        return new Works.Guarded();
    }

    @Bean
    Work<String, String> everything(OpperTracer tracer) {
        return new Works.Everything(tracer);
    }

    /** As method security has it: an advisor that refuses calls. */
    @Bean
    static DefaultPointcutAdvisor guard() {
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(
                AnnotationMatchingPointcut.forMethodAnnotation(Works.Guard.class), (MethodInterceptor) (invocation) -> {
                    if ("forbidden".equals(invocation.getArguments()[0])) {
                        throw new SecurityException("Access denied");
                    }
                    return invocation.proceed();
                });
        advisor.setOrder(500);
        return advisor;
    }

    @Bean
    Watch watch() {
        return new Watch();
    }

    @Bean
    HandMadeClient handMadeClient(Environment environment) {
        RestClient client = RestClient
            .create(environment.getRequiredProperty("spring.http.serviceclient.echo.base-url"));
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
            .build()
            .createClient(HandMadeClient.class);
    }

    /** An aspect of the application, so that there is a proxy already. */
    @Aspect
    static class Watch {

        private int seen;

        @Before("execution(* ai.opper.tracing.autoconfigure.proxied.Works.Everything.*(..))")
        public void see() {
            this.seen++;
        }

        int seen() {
            return this.seen;
        }

    }

    /** A configuration inside another. */
    @Configuration
    static class Inner {

        @Bean
        Work<String, String> inner() {
            return new Works.Plain();
        }

    }

}
