// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Many clients at once. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConcurrencyTest {

    private static final int CLIENTS = 16;

    private static RunningOpper opper;

    @Parameter
    TestDatabase database;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    private final Api api = opper.api();

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        opper = RunningOpper.on(database);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        opper.close();
    }

    @AfterEach
    void stopClients() {
        this.clients.shutdownNow();
    }

    @Test
    void spans_ofOneTraceAreStoredInParallel() throws Exception {
        JsonNode root = this.api.post("/v2/spans", "{\"name\":\"root\"}").json();
        List<Integer> statuses = all(
                IntStream.range(0, 200)
                    .mapToObj(
                            (i) -> () -> this.api
                                .post("/v2/spans",
                                        "{\"name\":\"c%d\",\"parent_id\":\"%s\"}".formatted(i,
                                                root.path("id").asString()))
                                .status()));
        assertThat(statuses).containsOnly(200);
        assertThat(this.api.get("/v2/traces/" + root.path("trace_id").asString()).json().path("spans").size())
            .isEqualTo(201);
    }

    @Test
    void roots_ofOneNewTraceAreStoredInParallel() throws Exception {
        for (int round = 0; round < 10; round++) {
            String trace = UUID.randomUUID().toString();
            List<Integer> statuses = all(
                    IntStream.range(0, CLIENTS)
                        .mapToObj((i) -> () -> this.api
                            .post("/v2/spans", "{\"name\":\"r\",\"trace_id\":\"%s\"}".formatted(trace))
                            .status()));
            assertThat(statuses).containsOnly(200);
            assertThat(this.api.get("/v2/traces/" + trace).expect(200).json().path("spans").size()).isEqualTo(CLIENTS);
        }
    }

    @Test
    void span_sentManyTimesIsStoredOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = UUID.randomUUID().toString();
            List<Integer> statuses = all(IntStream.range(0, CLIENTS)
                .mapToObj((i) -> () -> this.api.post("/v2/spans", "{\"name\":\"n%d\",\"id\":\"%s\"}".formatted(i, id))
                    .status()));
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        }
    }

    @Test
    void metric_sentManyTimesIsStoredOnce() throws Exception {
        String metrics = "/v2/spans/" + this.api.span("{\"name\":\"m\"}") + "/metrics";
        List<Integer> statuses = all(IntStream.range(0, CLIENTS)
            .mapToObj((i) -> () -> this.api.post(metrics, "{\"dimension\":\"d\",\"value\":1}").status()));
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
    }

    @Test
    void example_savedManyTimesIsOneEntry() throws Exception {
        String span = this.api.span("{\"name\":\"%s\"}".formatted(UUID.randomUUID()));
        List<String> entries = all(IntStream.range(0, CLIENTS)
            .mapToObj((i) -> () -> this.api.post("/v2/spans/" + span + "/save_examples", "")
                .expect(201)
                .text("dataset_entry_id")));
        assertThat(entries.stream().distinct()).hasSize(1);
    }

    @Test
    void feedback_givenManyTimesIsOne() throws Exception {
        String span = this.api.span("{\"name\":\"f\"}");
        List<Integer> statuses = all(IntStream.range(0, CLIENTS)
            .mapToObj((i) -> () -> this.api.post("/v2/spans/" + span + "/feedback", "{\"score\":0.5}").status()));
        assertThat(statuses).containsOnly(200);
    }

    private <T> List<T> all(Stream<Callable<T>> calls) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> future : this.clients.invokeAll(calls.toList())) {
            results.add(future.get());
        }
        return results;
    }

}
