// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.export.GateState;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.Reply;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The endpoint, as an operator sees it. */
class EndpointOverHttpTest {

    private static final String PATH = "/oppertracing";

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    @ParameterizedTest
    @EnumSource(names = { "SERVLET", "REACTIVE" })
    void get_showsWhatBecameOfEverything(WebApplicationType type) throws Exception {
        this.api.when((request) -> request.body().contains("poison")).always(Reply.status(422));
        Instant begin = Instant.now().minusMillis(1);
        try (WatchedApplication application = WatchedApplication.start(type, this.api)) {
            for (int i = 0; i < 5; i++) {
                application.record("fine");
            }
            application.bean(OpperTracer.class).span("poison").start().input("secret words").metric("m", 1).close();
            JsonNode flushed = WatchedApplication.json(application.post(PATH, "{\"timeout\":\"20s\"}"), 200);
            assertThat(flushed.get("pending").asLong()).isZero();
            assertThat(flushed.get("complete").asBoolean()).isTrue();

            JsonNode report = application.json(PATH);
            assertThat(report.get("destination").asString()).isEqualTo("Opper at " + this.api.url());
            assertThat(report.get("ledger").toString())
                .isEqualTo("{\"created\":7,\"stored\":5,\"inMemory\":0,\"inSpool\":0,\"deadLettered\":2,\"dropped\":{"
                        + "\"memory_full\":0,\"parent_dropped\":0,\"ttl\":0,\"shutdown\":0,\"spool_full\":0,"
                        + "\"disk_error\":0,\"adopted\":0,\"failed\":0}}");
            assertThat(this.api.spans()).hasSize(5).extracting(StoredSpan::name).containsOnly("fine");
            assertThat(report.has("spool")).isFalse();
            assertThat(report.get("buffer").toString()).isEqualTo("{\"bytes\":0,\"maxBytes\":16777216}");
            assertShipping(report.get("shipping"), begin);
            assertDeadLetter(report.get("deadLetters"), begin);
            assertThat(report.get("problems").get("export_rejected").asLong()).isEqualTo(1);
            assertThat(report.toString()).doesNotContain("secret words");
        }
    }

    private static void assertShipping(JsonNode shipping, Instant begin) {
        assertThat(shipping.get("running").asBoolean()).isTrue();
        assertThat(shipping.get("gate").toString()).isEqualTo("{\"state\":\"open\"}");
        assertThat(shipping.get("permits").asInt()).isBetween(1, 64);
        assertThat(shipping.get("maxPermits").asInt()).isEqualTo(64);
        assertThat(shipping.get("inFlight").asInt()).isZero();
        assertThat(shipping.get("oldestAge").asString()).isEqualTo("PT0S");
        assertThat(Instant.parse(shipping.get("lastSuccess").asString())).isBetween(begin, Instant.now());
        assertThat(Instant.parse(shipping.get("lastFailure").get("time").asString())).isBetween(begin, Instant.now());
        assertThat(shipping.get("lastFailure").get("reason").asString()).contains("422");
    }

    private static void assertDeadLetter(JsonNode deadLetters, Instant begin) {
        assertThat(deadLetters.get("kept").asInt()).isEqualTo(1);
        assertThat(deadLetters.get("forgotten").asInt()).isZero();
        JsonNode letter = deadLetters.get("latest").get(0);
        assertThat(letter.get("what").asString()).isEqualTo("span");
        assertThat(letter.get("name").asString()).isEqualTo("poison");
        assertThat(letter.get("reason").asString()).isEqualTo("the API refused a span with 422");
        assertThat(letter.get("status").asInt()).isEqualTo(422);
        assertThat(letter.get("spanId").asString()).hasSize(36);
        assertThat(letter.get("traceId").asString()).hasSize(36);
        assertThat(Instant.parse(letter.get("time").asString())).isBetween(begin, Instant.now());
    }

    @Test
    void get_showsTheLatestDeadLettersFirstAndNoMoreThanAHundred() throws Exception {
        this.api.on("POST", "/v2/spans").always(Reply.status(418));
        try (WatchedApplication application = WatchedApplication.start(WebApplicationType.SERVLET, this.api)) {
            for (int i = 0; i < 150; i++) {
                application.record("span " + i);
                assertThat(application.bean(OpperTracer.class).flush(WatchedApplication.PATIENCE).isComplete())
                    .isTrue();
            }
            JsonNode letters = application.json(PATH).get("deadLetters");
            assertThat(letters.get("kept").asInt()).isEqualTo(150);
            assertThat(letters.get("latest")).hasSize(100);
            assertThat(letters.get("latest").get(0).get("name").asString()).isEqualTo("span 149");
            assertThat(letters.get("latest").get(99).get("name").asString()).isEqualTo("span 50");
        }
    }

    @Test
    void get_showsHowTheSpoolIsDoing(@TempDir Path directory) throws Exception {
        this.api.goDown();
        try (WatchedApplication application = WatchedApplication.start(WebApplicationType.SERVLET, this.api,
                "opper.tracing.spool.directory=" + directory, "opper.tracing.export.shutdown-timeout=1s")) {
            application.record("one");
            await().atMost(WatchedApplication.PATIENCE).untilAsserted(() -> {
                JsonNode spool = application.json(PATH).get("spool");
                assertThat(spool.get("writable").asBoolean()).isTrue();
                assertThat(spool.get("bytes").asLong()).isPositive();
                assertThat(spool.get("folders").asInt()).isEqualTo(1);
            });
            assertThat(application.bean(MeterRegistry.class).get("opper.tracing.spool.used").gauge().value())
                .isPositive();
            assertThat(application.bean(MeterRegistry.class).get("opper.tracing.spool.writable").gauge().value())
                .isEqualTo(1);
        }
    }

    @Test
    void get_showsWhyNothingIsSent() throws Exception {
        this.api.always(Reply.status(401));
        try (WatchedApplication application = WatchedApplication.start(WebApplicationType.SERVLET, this.api)) {
            application.record("one");
            SpanShipper shipper = application.bean(SpanShipper.class);
            await().atMost(WatchedApplication.PATIENCE).until(() -> shipper.status().gate() == GateState.UNAUTHORIZED);
            JsonNode report = application.json(PATH);
            assertThat(report.get("ledger").get("inMemory").asLong()).isEqualTo(1);
            assertThat(report.get("buffer").get("bytes").asLong()).isPositive();
            JsonNode shipping = report.get("shipping");
            assertThat(shipping.get("gate").get("state").asString()).isEqualTo("unauthorized");
            Instant since = Instant.parse(shipping.get("gate").get("since").asString());
            assertThat(Instant.parse(shipping.get("gate").get("until").asString()))
                .isAfter(since.plus(Duration.ofSeconds(59)));
            assertThat(shipping.get("retries").toString()).isEqualTo("{\"401\":1}");
            assertThat(shipping.get("lastFailure").get("reason").asString()).contains("401").contains("key");
        }
    }

    /** While four threads record, no moment has a gap. */
    @Test
    void get_addsUpAtAnyMoment() throws Exception {
        try (WatchedApplication application = WatchedApplication.start(WebApplicationType.SERVLET, this.api,
                "opper.tracing.export.max-buffer-size=64KB");
                Load load = Load.on(application.bean(OpperTracer.class))) {
            for (int i = 0; i < 100; i++) {
                JsonNode ledger = application.json(PATH).get("ledger");
                long sum = ledger.get("stored").asLong() + ledger.get("inMemory").asLong()
                        + ledger.get("inSpool").asLong() + ledger.get("deadLettered").asLong();
                for (Drop reason : Drop.values()) {
                    sum += ledger.get("dropped").get(reason.label()).asLong();
                }
                assertThat(ledger.get("inMemory").asLong()).isNotNegative();
                assertThat(sum).isEqualTo(ledger.get("created").asLong());
            }
            assertThat(load.recorded()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "SERVLET", "REACTIVE" })
    void post_badTimeoutIsAnsweredWith400AndTheMend(WebApplicationType type) throws Exception {
        try (WatchedApplication application = WatchedApplication.start(type, this.api)) {
            assertRefused(application.post(PATH, "{\"timeout\":\"soon\"}"), "The timeout 'soon' is not a duration;");
            assertRefused(application.post(PATH, "{\"timeout\":\"2h\"}"), "The timeout '2h' is out of range;");
            assertRefused(application.post(PATH, "{\"timeout\":-5}"), "The timeout '-5' is out of range;");
            assertRefused(application.post(PATH + "?timeout=-1s", ""), "The timeout '-1s' is out of range;");
            assertThat(application.bean(Ledger.class).created()).isZero();
        }
    }

    private static void assertRefused(HttpResponse<String> response, String problem) {
        assertThat(WatchedApplication.json(response, 400).get("error").asString()).startsWith(problem)
            .endsWith("set it to one from 1ms to 60s, such as 5s.");
    }

    @ParameterizedTest
    @EnumSource(names = { "SERVLET", "REACTIVE" })
    void post_sendsWhatIsHeldAndSaysWhatBecameOfIt(WebApplicationType type) throws Exception {
        this.api.when((request) -> request.body().contains("poison")).always(Reply.status(418));
        try (WatchedApplication application = WatchedApplication.start(type, this.api,
                "opper.tracing.export.hold=1h")) {
            assertFlushed(application, PATH, "{}", 1, 0, "first");
            assertFlushed(application, PATH + "?timeout=20s", "", 2, 0, "second", "third");
            assertFlushed(application, PATH, "{\"timeout\":\"20s\"}", 0, 1, "poison");
            assertThat(this.api.spans()).extracting(StoredSpan::name)
                .containsExactlyInAnyOrder("root", "first", "root", "second", "third", "root");
        }
    }

    /** Nothing but a flush sends these spans, since the span above them goes on. */
    private static void assertFlushed(WatchedApplication application, String path, String body, long stored,
            long dropped, String... spans) throws Exception {
        OpperTracer tracer = application.bean(OpperTracer.class);
        try (Span root = tracer.span("root").start()) {
            Arrays.stream(spans).forEach(application::record);
            assertThat(WatchedApplication.json(application.post(path, body), 200).toString())
                .isEqualTo("{\"stored\":" + stored + ",\"pending\":0,\"dropped\":" + dropped + ",\"complete\":true}");
        }
        assertThat(tracer.flush(WatchedApplication.PATIENCE).isComplete()).isTrue();
    }

    @Test
    void post_saysWhatStillWaitsWhenTheTimeIsOver() throws Exception {
        this.api.always(Reply.blackHole());
        try (WatchedApplication application = WatchedApplication.start(WebApplicationType.SERVLET, this.api)) {
            application.record("one");
            JsonNode flushed = WatchedApplication.json(application.post(PATH, "{\"timeout\":\"100ms\"}"), 200);
            assertThat(flushed.get("pending").asLong()).isOne();
            assertThat(flushed.get("complete").asBoolean()).isFalse();
        }
    }

    @Test
    void readOnlyAccess_refusesToFlush() throws Exception {
        try (WatchedApplication application = WatchedApplication.start(WebApplicationType.SERVLET, this.api,
                "management.endpoint.oppertracing.access=read-only")) {
            assertThat(application.get(PATH).statusCode()).isEqualTo(200);
            assertThat(application.post(PATH, "{}").statusCode()).isEqualTo(405);
        }
    }

}
