// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/** The meters, as Prometheus scrapes them. */
class MetersOverHttpTest {

    private static final String PREFIX = "opper_tracing_";

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private static Map<String, Double> scrape(WatchedApplication application) throws Exception {
        return application.get("/prometheus")
            .body()
            .lines()
            .filter((line) -> line.startsWith(PREFIX))
            .map((line) -> line.substring(PREFIX.length()).split(" "))
            .collect(Collectors.toMap((parts) -> parts[0], (parts) -> Double.valueOf(parts[1]), Double::sum,
                    TreeMap::new));
    }

    private static double sum(Map<String, Double> scraped, String name) {
        return scraped.entrySet()
            .stream()
            .filter((each) -> each.getKey().startsWith(name + "{"))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    }

    @Test
    void scrape_tellsWhatTheLedgerTells() throws Exception {
        this.api.when((request) -> request.body().contains("poison")).always(Reply.status(422));
        this.api.next(2, Reply.status(503)).next(Reply.status(504)).next(Reply.resetAfterStoring());
        try (WatchedApplication application = WatchedApplication.start(WebApplicationType.SERVLET, this.api)) {
            OpperTracer tracer = application.bean(OpperTracer.class);
            for (int i = 0; i < 20; i++) {
                application.record("fine");
            }
            tracer.span("long").start().input("x".repeat(20_000)).output("y").close();
            tracer.span("poison").start().metric("m", 1).close();
            assertThat(tracer.flush(WatchedApplication.PATIENCE).isComplete()).isTrue();

            Ledger ledger = application.bean(Ledger.class);
            Map<String, Double> scraped = scrape(application);
            assertThat(scraped).containsEntry("created_items_total", 23.0)
                .containsEntry("stored_items_total", (double) ledger.stored())
                .containsEntry("dead_items_total", (double) ledger.deadLettered())
                .containsEntry("pending_items{place=\"memory\"}", 0.0)
                .containsEntry("pending_items{place=\"spool\"}", 0.0)
                .containsEntry("captured_truncated_payloads_total", 1.0)
                .containsEntry("buffer_used_bytes", 0.0)
                .containsEntry("buffer_max_bytes", 16.0 * 1024 * 1024)
                .containsEntry("oldest_age_seconds", 0.0)
                .containsEntry("in_flight_requests", 0.0)
                .containsEntry("gate_state{state=\"open\"}", 1.0)
                .containsEntry("gate_state{state=\"unauthorized\"}", 0.0)
                .containsEntry("retries_requests_total{status=\"503\"}", 2.0)
                .containsEntry("retries_requests_total{status=\"none\"}", 1.0)
                .containsEntry("stored_duplicate_requests_total", 1.0);
            assertThat(scraped.get("permits_requests")).isBetween(1.0, 64.0);
            for (Drop reason : Drop.values()) {
                assertThat(scraped).containsEntry("dropped_items_total{reason=\"" + reason.label() + "\"}",
                        (double) ledger.dropped(reason));
            }
            assertThat(this.api.spans()).hasSize((int) ledger.stored());
        }
    }

    /** While four threads record, spans are sent and spans are dropped. */
    @Test
    void scrape_isOfOneMoment() throws Exception {
        try (WatchedApplication application = WatchedApplication.start(WebApplicationType.SERVLET, this.api,
                "opper.tracing.export.max-buffer-size=64KB");
                Load load = Load.on(application.bean(OpperTracer.class))) {
            double before = 0;
            for (int i = 0; i < 50; i++) {
                Map<String, Double> scraped = scrape(application);
                double created = scraped.get("created_items_total");
                assertThat(scraped.get("stored_items_total") + scraped.get("dead_items_total")
                        + sum(scraped, "pending_items") + sum(scraped, "dropped_items_total"))
                    .isEqualTo(created);
                assertThat(created).isGreaterThanOrEqualTo(before);
                before = created;
            }
            assertThat(before).isPositive();
            assertThat(load.recorded()).isPositive();
        }
    }

    @Test
    void metricsEndpoint_tellsOfNow() throws Exception {
        try (WatchedApplication application = WatchedApplication.start(WebApplicationType.SERVLET, this.api)) {
            for (int i = 1; i <= 3; i++) {
                application.record("one");
                assertThat(application.json("/metrics/opper.tracing.created")
                    .get("measurements")
                    .get(0)
                    .get("value")
                    .asDouble()).isEqualTo(i);
            }
            assertThat(application.json("/metrics/opper.tracing.dropped").get("availableTags").get(0).get("values"))
                .hasSize(Drop.values().length);
        }
    }

}
