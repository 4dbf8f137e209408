// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.test.FakeOpperApi;

/** A real application with a real web server, asked over HTTP as an operator would. */
final class WatchedApplication implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;

    private WatchedApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static WatchedApplication start(WebApplicationType type, FakeOpperApi api, String... properties) {
        List<String> all = new ArrayList<>(
                List.of("server.port=0", "opper.tracing.api-key=key", "opper.tracing.base-url=" + api.url(),
                        "opper.tracing.export.shutdown-timeout=1s", "opper.local.enabled=false",
                        "management.tracing.export.enabled=false", "management.endpoints.web.exposure.include=*"));
        all.addAll(List.of(properties));
        return new WatchedApplication(new SpringApplicationBuilder(Application.class).web(type)
            .logStartupInfo(false)
            .properties(all.toArray(String[]::new))
            .run());
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    void record(String name) {
        bean(OpperTracer.class).inSpan(name, () -> {
        });
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET().build());
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return send(
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)).build());
    }

    JsonNode json(String path) throws Exception {
        return json(get(path), 200);
    }

    static JsonNode json(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new AssertionError(response.uri() + " answered " + response.statusCode() + " and not " + status + ": "
                    + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator" + path)).timeout(PATIENCE);
    }

    /**
     * On a connection of its own: Reactor Netty 1.3.6 may leave what follows on the same
     * one unread.
     */
    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        this.context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

    }

}
