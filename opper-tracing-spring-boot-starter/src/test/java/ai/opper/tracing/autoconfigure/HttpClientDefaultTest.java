// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Opcodes;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.SimpleClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which HTTP client Boot takes in an application to which our exporter adds Reactor
 * Netty.
 */
class HttpClientDefaultTest {

    private static final String PROPERTY = HttpClientDefaultEnvironmentPostProcessor.PROPERTY;

    /** Has Reactor Netty, and nothing of Boot that goes with it. */
    private static final ClassLoader ONLY_OURS = new FilteredClassLoader("org.springframework.boot.webclient",
            "org.springframework.boot.reactor.netty");

    @Test
    void clientOfTheJdk_staysWhereOnlyWeBringReactorNetty() {
        assertThat(clientWith(ONLY_OURS, Map.of())).isInstanceOf(JdkClientHttpRequestFactoryBuilder.class);
        assertThat(clientWith(ONLY_OURS, Map.of(), "--opper.tracing.enabled=false"))
            .as("the exporter that is turned off is there as well")
            .isInstanceOf(JdkClientHttpRequestFactoryBuilder.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "org.springframework.boot.webclient", "org.springframework.boot.reactor.netty" })
    void reactorNetty_staysWhereTheApplicationBringsIt(String hidden) {
        assertThat(clientWith(new FilteredClassLoader(hidden), Map.of()))
            .isInstanceOf(ReactorClientHttpRequestFactoryBuilder.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "org.apache.hc.client5.http.impl.classic.HttpClients", "org.eclipse.jetty.client.HttpClient" })
    void clientThatBootPrefers_isLeftToBoot(String type) {
        SpringApplicationBuilder application = application(new WithType(type));
        try (ConfigurableApplicationContext context = application.sources(Nothing.class).run()) {
            assertThat(context.getEnvironment().containsProperty(PROPERTY)).isFalse();
        }
    }

    @Test
    void choiceOfTheUser_wins() {
        assertThat(clientWith(ONLY_OURS, Map.of(), "--" + PROPERTY + "=reactor"))
            .isInstanceOf(ReactorClientHttpRequestFactoryBuilder.class);
        assertThat(clientWith(ONLY_OURS, Map.of(PROPERTY, "simple")))
            .isInstanceOf(SimpleClientHttpRequestFactoryBuilder.class);
    }

    private static Object clientWith(ClassLoader loader, Map<String, Object> defaults, String... arguments) {
        SpringApplicationBuilder application = application(loader).sources(Clients.class).properties(defaults);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            return context.getBean(ClientHttpRequestFactoryBuilder.class);
        }
    }

    private static SpringApplicationBuilder application(ClassLoader loader) {
        return new SpringApplicationBuilder().resourceLoader(new DefaultResourceLoader(loader))
            .web(WebApplicationType.NONE)
            .logStartupInfo(false);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ImperativeHttpClientAutoConfiguration.class)
    static class Clients {

    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {

    }

    /** Has one type more, which can do nothing. */
    private static final class WithType extends ClassLoader {

        WithType(String type) {
            super(ONLY_OURS);
            ClassWriter writer = new ClassWriter(0);
            writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, type.replace('.', '/'), null, "java/lang/Object", null);
            byte[] bytes = writer.toByteArray();
            defineClass(type, bytes, 0, bytes.length);
        }

    }

}
