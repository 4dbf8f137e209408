// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.privacy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.client.RestClient;

import ai.opper.tracing.Redactor;
import ai.opper.tracing.test.FakeOpperApi;

/** A web application that handles secrets. */
final class PrivateApplication implements AutoCloseable {

    /** The API key, which is for one header only. */
    static final String KEY = "op-0123456789abcdef";

    /** Where Opper's models are called. */
    static final String CALLS = "/v3/compat/";

    private final HttpClient http = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private final URI opper;

    private PrivateApplication(ConfigurableApplicationContext context, URI opper) {
        this.context = context;
        this.opper = opper;
    }

    static PrivateApplication start(FakeOpperApi api, Path spool, Redactor redactor, List<String> more) {
        List<String> properties = new ArrayList<>(List.of("server.port=0", "opper.local.enabled=false",
                "opper.tracing.api-key=" + KEY, "opper.tracing.base-url=" + api.url(), "opper.tracing.log-traces=true",
                "opper.tracing.observations.include=library.*", "opper.tracing.spring-ai.include-content=true",
                "opper.tracing.langchain4j.include-content=true", "opper.tracing.spool.directory=" + spool,
                "opper.tracing.export.hold=10ms", "opper.tracing.export.flush-interval=10ms",
                "management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
                "management.endpoint.configprops.show-values=always", "management.tracing.export.enabled=false",
                "management.tracing.sampling.probability=1", "management.tracing.baggage.remote-fields=note",
                "logging.level.org.apache=off", "spring.main.banner-mode=off"));
        properties.addAll(more);
        ApplicationContextInitializer<GenericApplicationContext> withRedactor = (context) -> {
            if (redactor != null) {
                context.registerBean(Redactor.class, () -> redactor);
            }
        };
        return new PrivateApplication(new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
            .logStartupInfo(false)
            .initializers(withRedactor)
            .run(properties.stream().map((property) -> "--" + property).toArray(String[]::new)), api.url());
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    String get(String path) {
        return send("GET", path);
    }

    /** Sends a request with pairs of names and values as headers. */
    String send(String method, String path, String... headers) {
        String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return this.http.send(request.build(), BodyHandlers.ofString()).body();
        }
        catch (IOException | InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Whatever the answer is, the headers have been sent. */
    void callOpper() {
        bean(RestClient.Builder.class).build()
            .get()
            .uri(this.opper.resolve(CALLS + "models"))
            .exchange((request, response) -> response.getStatusCode());
    }

    @Override
    public void close() {
        this.context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ PrivateWork.class, PrivateWork.Pages.class, PrivateWork.Hidden.class, OtherTracer.class })
    static class Application {

    }

}
