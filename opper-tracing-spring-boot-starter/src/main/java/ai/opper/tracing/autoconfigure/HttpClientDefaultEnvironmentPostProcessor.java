// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.List;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Lets {@code RestClient} and {@code RestTemplate} go on with the JDK's client where Boot
 * would take Reactor Netty because our exporter brings it. Where the application brings
 * it, or a client that Boot prefers, nothing is said; what the user says anywhere wins.
 */
final class HttpClientDefaultEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    static final String PROPERTY = "spring.http.clients.imperative.factory";

    /** Reads the property. */
    private static final String READER = "org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration";

    /** What Boot prefers to Reactor Netty, and what comes with Reactor Netty. */
    private static final List<String> CHOICES = List.of("org.apache.hc.client5.http.impl.classic.HttpClients",
            "org.eclipse.jetty.client.HttpClient", "org.springframework.boot.webclient.WebClientCustomizer",
            "org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory");

    /** After the configuration files have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        ClassLoader loader = application.getClassLoader();
        if (environment.containsProperty(PROPERTY) || !ClassUtils.isPresent(READER, loader)
                || CHOICES.stream().anyMatch((type) -> ClassUtils.isPresent(type, loader))) {
            return;
        }
        DefaultPropertiesPropertySource.addOrMerge(Map.of(PROPERTY, "jdk"), environment.getPropertySources());
    }

}
