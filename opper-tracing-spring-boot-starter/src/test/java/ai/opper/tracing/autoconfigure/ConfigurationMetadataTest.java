// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTest {

    @Test
    void metadata_describesEveryProperty() throws IOException {
        JsonNode properties = metadata().get("properties");
        assertThat(StreamSupport.stream(properties.spliterator(), false).map((each) -> each.get("name").asString()))
            .contains("opper.tracing.enabled", "opper.tracing.api-key", "opper.tracing.base-url",
                    "opper.tracing.api-version", "opper.tracing.service-name", "opper.tracing.tags",
                    "opper.tracing.metadata", "opper.tracing.sampling.probability", "opper.tracing.capture.input",
                    "opper.tracing.capture.output", "opper.tracing.capture.max-bytes",
                    "opper.tracing.capture.max-depth", "opper.tracing.redaction.keys",
                    "opper.tracing.redaction.patterns", "opper.tracing.privacy", "opper.tracing.export.max-buffer-size",
                    "opper.tracing.export.max-concurrency", "opper.tracing.export.flush-interval",
                    "opper.tracing.export.hold", "opper.tracing.export.connect-timeout",
                    "opper.tracing.export.response-timeout", "opper.tracing.export.shutdown-timeout",
                    "opper.tracing.log-traces", "opper.tracing.spring-ai.include-content",
                    "opper.tracing.langchain4j.include-content", "opper.tracing.gateway.enabled",
                    "opper.tracing.gateway.open-timeout", "opper.tracing.gateway.record-twice",
                    "opper.tracing.gateway.send-tags", "opper.tracing.gateway.spring-ai", "opper.tracing.advisor-order",
                    "opper.tracing.proxy-check", "opper.local.enabled", "opper.local.address", "opper.local.port",
                    "opper.local.database", "opper.local.token", "opper.local.retention.max-age",
                    "opper.local.retention.max-size");
        assertThat(StreamSupport.stream(properties.spliterator(), false))
            .allSatisfy((each) -> assertThat(each.path("description").asString("")).as(each.get("name").asString())
                .isNotBlank());
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream metadata = OpperTracingProperties.class
            .getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return JsonMapper.builder().build().readTree(metadata);
        }
    }

}
