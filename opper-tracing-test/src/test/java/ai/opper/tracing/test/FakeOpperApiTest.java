// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ai.opper.tracing.span.UuidV7;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FakeOpperApiTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final ApiCaller caller = new ApiCaller(this.api.url());

    @Test
    void createSpan_storesEveryField() {
        UUID traceId = UuidV7.next();
        UUID id = UuidV7.next();
        Instant before = Instant.now();

        HttpResponse<String> response = this.caller.post("/v2/spans", """
                {"id": "%s", "trace_id": "%s", "parent_id": null, "name": "answer", "type": "chain",
                 "start_time": "2026-11-21T10:00:00.123456Z", "end_time": "2026-11-21T11:00:01.000001+01:00",
                 "input": {"question": "Où?", "n": 1.50}, "output": "here", "error": "none of it",
                 "meta": {"tags": {"a": [1]}}, "score": 7}""".formatted(id, traceId));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        StoredSpan span = this.api.span("answer");
        assertThat(span.id()).isEqualTo(id);
        assertThat(span.traceId()).isEqualTo(traceId);
        assertThat(span.parentId()).isNull();
        assertThat(span.type()).isEqualTo("chain");
        assertThat(span.startTime()).isEqualTo(Instant.parse("2026-11-21T10:00:00.123456Z"));
        assertThat(span.endTime()).isEqualTo(Instant.parse("2026-11-21T10:00:01.000001Z"));
        assertThat(span.input()).isEqualTo("{\"question\":\"Où?\",\"n\":1.50}");
        assertThat(span.output()).isEqualTo("here");
        assertThat(span.error()).isEqualTo("none of it");
        assertThat(span.meta().path("tags").path("a").path(0).intValue()).isEqualTo(1);
        assertThat(span.score()).isEqualTo(7);

        JsonNode body = ApiCaller.json(response);
        assertThat(body.propertyNames()).containsExactlyInAnyOrder("id", "trace_id", "parent_id", "name", "type",
                "start_time", "end_time", "input", "output", "error", "meta", "score");
        assertThat(body.path("input").stringValue()).isEqualTo(span.input());
        assertThat(body.path("start_time").stringValue()).isEqualTo("2026-11-21T10:00:00.123456Z");

        ReceivedRequest request = this.api.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v2/spans");
        assertThat(request.authorization()).isEqualTo("Bearer test-key");
        assertThat(request.header("CONTENT-TYPE")).isEqualTo("application/json");
        assertThat(request.json().path("name").stringValue()).isEqualTo("answer");
        assertThat(request.arrivedAt()).isBetween(before, Instant.now());
        assertThat(request.status()).isEqualTo(200);
    }

    @Test
    void createSpan_needsNothingButAName() {
        JsonNode parent = create("{\"name\": \"parent\"}");
        JsonNode child = create("{\"name\": \"child\", \"parent_id\": \"" + parent.path("id").stringValue() + "\"}");

        assertThat(child.path("trace_id")).isEqualTo(parent.path("trace_id"));
        assertThat(this.api.span("child").parentId()).isEqualTo(this.api.span("parent").id());
        assertThat(this.api.span("child").meta().isMissingNode()).isTrue();
        assertThat(parent.path("meta").isNull()).isTrue();
        assertThat(this.api.spans()).extracting(StoredSpan::name).containsExactly("parent", "child");
    }

    @Test
    void updateSpan_changesOnlyWhatIsGiven() {
        String path = "/v2/spans/"
                + create("{\"name\": \"a\", \"type\": \"tool\", \"meta\": {\"old\": 1}, \"input\": \"in\"}").path("id")
                    .stringValue();

        HttpResponse<String> response = this.caller.send("PATCH", path,
                "{\"end_time\": \"2026-11-21T10:00:00Z\", \"output\": \"out\", \"meta\": {\"new\": 2}, \"name\": null}");

        assertThat(response.statusCode()).isEqualTo(200);
        StoredSpan span = this.api.span("a");
        assertThat(span.type()).isEqualTo("tool");
        assertThat(span.input()).isEqualTo("in");
        assertThat(span.output()).isEqualTo("out");
        assertThat(span.endTime()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(span.meta().propertyNames()).containsExactly("new");
        assertThat(ApiCaller.json(response).path("output").stringValue()).isEqualTo("out");
    }

    @Test
    void readAndDeleteSpan_followTheContract() {
        String path = "/v2/spans/" + create("{\"name\": \"a\"}").path("id").stringValue();
        this.caller.post(path + "/metrics", "{\"dimension\": \"n\", \"value\": 1}");

        JsonNode span = ApiCaller.json(this.caller.send("GET", path, ""));
        HttpResponse<String> deleted = this.caller.send("DELETE", path, "");

        assertThat(span.path("name").stringValue()).isEqualTo("a");
        assertThat(span.has("feedback")).isTrue();
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(this.caller.send("GET", path, "").statusCode()).isEqualTo(404);
        assertThat(this.api.spans()).isEmpty();
        assertThat(this.api.metrics()).isEmpty();
    }

    @Test
    void metrics_belongToTheirSpanAndComeInPages() {
        String path = "/v2/spans/" + create("{\"name\": \"a\"}").path("id").stringValue() + "/metrics";

        JsonNode first = ApiCaller.json(this.caller.post(path, """
                {"dimension": "n_failed", "value": 0, "comment": "all well"}"""));
        this.caller.post(path, "{\"dimension\": \"groundedness\", \"value\": 0.25}");
        this.caller.post(path, "{\"dimension\": \"groundedness\", \"value\": 0.25}");

        assertThat(first.propertyNames()).containsExactlyInAnyOrder("id", "span_id", "dimension", "value", "comment",
                "created_at");
        assertThat(this.api.metrics()).extracting(StoredMetric::dimension)
            .containsExactly("n_failed", "groundedness", "groundedness");
        assertThat(this.api.span("a").metrics()).isEqualTo(this.api.metrics());
        assertThat(this.api.metrics().get(0).comment()).isEqualTo("all well");
        assertThat(this.api.metrics().get(1).value()).isEqualTo(0.25);

        JsonNode page = ApiCaller.json(this.caller.send("GET", path + "?offset=1&limit=1", ""));
        assertThat(page.path("meta").path("total_count").intValue()).isEqualTo(3);
        assertThat(page.path("data").size()).isEqualTo(1);
        assertThat(page.path("data").path(0).path("dimension").stringValue()).isEqualTo("groundedness");
    }

    @Test
    void span_listsWhatThereIsWhenItIsNotTheOnlyOne() {
        create("{\"name\": \"a\"}");
        create("{\"name\": \"b\"}");
        create("{\"name\": \"b\"}");

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.api.span("c"))
            .withMessage("Expected one stored span 'c', but there are 0. Stored are: 'a', 'b', 'b'.");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.api.span("b"))
            .withMessageContaining("there are 2");
    }

    @Test
    void awaitSpans_returnsAsSoonAsTheyAreStored() throws Exception {
        ExecutorService client = Executors.newSingleThreadExecutor();
        try {
            Future<List<StoredSpan>> waiting = client.submit(() -> this.api.awaitSpans(2, SOON));
            create("{\"name\": \"a\"}");
            create("{\"name\": \"b\"}");
            assertThat(waiting.get()).extracting(StoredSpan::name).containsExactly("a", "b");
        }
        finally {
            client.shutdownNow();
        }
    }

    @Test
    void awaitRequests_saysWhatArrivedInstead() {
        create("{\"name\": \"a\"}");
        this.caller.send("GET", "/v2/nothing?x=1", "");

        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(() -> this.api.awaitRequests(3, Duration.ofMillis(1)))
            .withMessage("""
                    Expected at least 3 requests within PT0.001S, but got 2 requests and stored 1 spans. \
                    These requests have arrived:
                      POST /v2/spans -> 200 {"name": "a"}
                      GET /v2/nothing?x=1 -> 404""");
    }

    @Test
    void await_failsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.api.awaitSpans(1, SOON))
            .withMessageStartingWith("Interrupted while waiting.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void clear_forgetsWhatArrivedButNotTheScript() {
        create("{\"name\": \"a\"}");
        this.api.always(Reply.status(503));

        this.api.clear();

        assertThat(this.api.requests()).isEmpty();
        assertThat(this.api.spans()).isEmpty();
        assertThat(this.caller.post("/v2/spans", "{\"name\": \"a\"}").statusCode()).isEqualTo(503);
    }

    @Test
    void concurrentClients_loseNothing() throws Exception {
        UUID root = UUID.fromString(create("{\"name\": \"root\"}").path("id").stringValue());
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Future<HttpResponse<String>>> sent = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String body = "{\"name\": \"child\", \"parent_id\": \"" + root + "\"}";
                sent.add(clients.submit(() -> this.caller.post("/v2/spans", body)));
            }
            for (Future<HttpResponse<String>> response : sent) {
                assertThat(response.get().statusCode()).isEqualTo(200);
            }
        }
        finally {
            clients.shutdownNow();
        }
        assertThat(this.api.spans()).hasSize(201).extracting(StoredSpan::id).doesNotHaveDuplicates();
        assertThat(this.api.requests()).hasSize(201)
            .allSatisfy((request) -> assertThat(request.status()).isEqualTo(200));
    }

    @Test
    void close_keepsWhatArrived() {
        create("{\"name\": \"a\"}");

        this.api.close();

        assertThat(this.api.spans()).hasSize(1);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.caller.attempt("GET", "/v2/spans", ""));
    }

    private JsonNode create(String body) {
        HttpResponse<String> response = this.caller.post("/v2/spans", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ApiCaller.json(response);
    }

}
