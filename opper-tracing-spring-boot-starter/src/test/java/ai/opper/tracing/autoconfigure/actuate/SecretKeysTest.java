// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import tools.jackson.databind.JsonNode;

import ai.opper.tracing.autoconfigure.Destination;
import ai.opper.tracing.autoconfigure.OpperConnectionDetails;
import ai.opper.tracing.autoconfigure.OpperTracingProperties;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/** The key is in no answer of Actuator, even when it has been told to show values. */
class SecretKeysTest {

    private static final String[] SHOWING = { "management.endpoint.env.show-values=always",
            "management.endpoint.configprops.show-values=always", "management.endpoint.health.show-details=always" };

    private final String key = "key-" + UUID.randomUUID();

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private WatchedApplication start(String... more) {
        String[] properties = new String[SHOWING.length + more.length + 1];
        System.arraycopy(SHOWING, 0, properties, 0, SHOWING.length);
        System.arraycopy(more, 0, properties, SHOWING.length, more.length);
        properties[properties.length - 1] = "opper.tracing.api-key=" + this.key;
        return WatchedApplication.start(WebApplicationType.SERVLET, this.api, properties);
    }

    @Test
    void answers_holdNoKey() throws Exception {
        this.api.always(Reply.status(401));
        try (WatchedApplication application = start()) {
            application.record("one");
            this.api.awaitRequests(1, WatchedApplication.PATIENCE);
            for (String path : List.of("/env", "/env/opper.tracing.api-key", "/configprops",
                    "/configprops/opper.tracing", "/oppertracing", "/health", "/beans", "/conditions", "/mappings",
                    "/prometheus", "/info")) {
                HttpResponse<String> response = application.get(path);
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                assertThat(response.body()).as(path).isNotBlank().doesNotContain(this.key);
            }
        }
    }

    @Test
    void env_hidesKeysInEverySpellingAndNothingElse() throws Exception {
        try (WatchedApplication application = start("opper.tracing.base-url.note=shown", "opper.tracing.tags.key=shown",
                "opper.local.token=hidden-token", "opper.tracing.otlp.endpoint=http://localhost:1",
                "opper.tracing.otlp.headers.authorization=hidden-header", "my.api-key=shown-by-request")) {
            ConfigurableEnvironment environment = application.bean(ConfigurableEnvironment.class);
            environment.getPropertySources()
                .addFirst(new MapPropertySource("variables",
                        Map.of("OPPER_API_KEY", "hidden-1", "OPPER_TRACING_API_KEY", "hidden-2", "OPPER_TRACING_APIKEY",
                                "hidden-3", "OPPER_LOCAL_TOKEN", "hidden-4", "opper.tracing.apiKey", "hidden-5",
                                "OPPER_TRACING_OTLP_HEADERS_X_KEY", "hidden-7")));
            Properties system = new Properties();
            system.setProperty("opper.tracing.api-key", "hidden-6");
            environment.getPropertySources().addFirst(new PropertiesPropertySource("system", system));
            String env = application.get("/env").body();
            assertThat(env).doesNotContain("hidden-")
                .doesNotContain(this.key)
                .contains(this.api.url().toString())
                .contains("shown-by-request");
            for (String path : List.of("/configprops", "/oppertracing", "/health", "/beans")) {
                assertThat(application.get(path).body()).as(path).doesNotContain("hidden-");
            }
            JsonNode properties = application.json("/configprops/opper.tracing");
            assertThat(properties.toString()).contains("\"apiKey\":\"******\"")
                .contains("\"tags\":{\"key\":\"shown\"}");
        }
    }

    @Test
    void texts_holdNoKey() {
        try (WatchedApplication application = start()) {
            assertThat(application.bean(OpperTracingProperties.class).toString()).doesNotContain(this.key);
            assertThat(application.bean(OpperConnectionDetails.class).toString()).doesNotContain(this.key);
            assertThat(application.bean(Destination.class).toString()).doesNotContain(this.key);
            assertThat(application.bean(Destination.class).settings().toString()).doesNotContain(this.key);
        }
    }

}
