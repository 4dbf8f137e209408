// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.time.Duration;
import java.time.Instant;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What is forgotten, and what is not. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RetentionTest {

    private static final LocalOpperRetention NONE = new LocalOpperRetention(Duration.ZERO, DataSize.ofBytes(0));

    @Parameter
    private TestDatabase database;

    @Test
    void traces_areForgottenWhenTheyHaveBeenHereForTooLong() {
        try (TestDatabase.Created store = this.database.create()) {
            try (LocalOpper opper = start(store.url(), NONE)) {
                Api api = new Api(opper.url());
                String old = span(api, Instant.parse("2020-01-01T00:00:00Z"), "old", "x");
                api.post("/v2/spans/" + old + "/save_examples", "").expect(201);
                assertThat(count(api)).isEqualTo(1);
            }
            LocalOpperRetention instant = new LocalOpperRetention(Duration.ofNanos(1000), DataSize.ofBytes(0));
            try (LocalOpper opper = start(store.url(), instant)) {
                Api api = new Api(opper.url());
                Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(count(api)).isZero());
                assertThat(api.get("/local/api/facets?field=name").json().path("data").size()).isZero();
                assertThat(api.get("/local/api/datasets").json().path("data").get(0).path("entry_count").asInt())
                    .isEqualTo(1);
            }
        }
    }

    @Test
    void oldestTraces_areForgottenWhenTheyAreTooMuch() {
        LocalOpperRetention small = new LocalOpperRetention(Duration.ZERO, DataSize.ofKilobytes(50));
        try (TestDatabase.Created store = this.database.create()) {
            try (LocalOpper opper = start(store.url(), NONE)) {
                Api api = new Api(opper.url());
                for (int i = 0; i < 300; i++) {
                    span(api, Instant.parse("2020-01-01T00:00:00Z").plusSeconds(i), "t" + i, "x".repeat(1000));
                }
            }
            try (LocalOpper opper = start(store.url(), small)) {
                Api api = new Api(opper.url());
                Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(count(api)).isBetween(1, 50));
                assertThat(names(api)).isEqualTo("t299");
            }
        }
    }

    @Test
    void limits_mayNotBeNegative() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> new LocalOpperRetention(Duration.ofDays(-1), DataSize.ofBytes(0)))
            .withMessageContaining("opper.local.retention.max-age");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> new LocalOpperRetention(Duration.ZERO, DataSize.ofBytes(-1)))
            .withMessageContaining("opper.local.retention.max-size");
    }

    private static LocalOpper start(String url, LocalOpperRetention retention) {
        return LocalOpper.start(RunningOpper.settings().withDatabase(url).withRetention(retention));
    }

    private static int count(Api api) {
        return api.get("/local/api/traces?count=true").expect(200).json().path("total").asInt();
    }

    private static String names(Api api) {
        JsonNode data = api.get("/local/api/traces").expect(200).json().path("data");
        return data.get(0).path("name").asString();
    }

    private static String span(Api api, Instant start, String name, String input) {
        return api.span("{\"name\":\"%s\",\"start_time\":\"%s\",\"end_time\":\"%s\",\"input\":\"%s\"}".formatted(name,
                start, start, input));
    }

}
