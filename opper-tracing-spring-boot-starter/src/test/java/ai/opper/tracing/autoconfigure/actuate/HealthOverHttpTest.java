// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;

import ai.opper.tracing.export.GateState;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What load balancers and orchestrators see while the destination refuses the key. */
class HealthOverHttpTest {

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private WatchedApplication refused(WebApplicationType type, String... properties) {
        this.api.always(Reply.status(403));
        WatchedApplication application = WatchedApplication.start(type, this.api, properties);
        application.record("one");
        SpanShipper shipper = application.bean(SpanShipper.class);
        await().atMost(WatchedApplication.PATIENCE).until(() -> shipper.status().gate() == GateState.UNAUTHORIZED);
        return application;
    }

    private static String status(JsonNode health) {
        return health.get("status").asString();
    }

    @ParameterizedTest
    @EnumSource(names = { "SERVLET", "REACTIVE" })
    void refusedKey_leavesTheApplicationUp(WebApplicationType type) throws Exception {
        try (WatchedApplication application = refused(type, "management.endpoint.health.show-details=always")) {
            JsonNode health = application.json("/health");
            assertThat(status(health)).isEqualTo("UP");
            JsonNode ours = health.get("components").get("opperTracing");
            assertThat(status(ours)).isEqualTo("IMPAIRED");
            assertThat(ours.get("details").get("gate").asString()).isEqualTo("unauthorized");
            assertThat(ours.get("details").get("waiting").asLong()).isOne();
            assertThat(ours.get("details").get("lastFailureReason").asString())
                .isEqualTo("the API answered 403: it does not accept the key");
            assertThat(status(application.json("/health/opperTracing"))).isEqualTo("IMPAIRED");
            assertThat(status(application.json("/health/liveness"))).isEqualTo("UP");
            assertThat(status(application.json("/health/readiness"))).isEqualTo("UP");
        }
    }

    @Test
    void refusedKey_isNoErrorOfAGroupThatNamesIt() throws Exception {
        try (WatchedApplication application = refused(WebApplicationType.SERVLET,
                "management.endpoint.health.group.readiness.include=readinessState,opperTracing",
                "management.endpoint.health.group.traces.include=opperTracing")) {
            assertThat(status(application.json("/health/readiness"))).isEqualTo("UP");
            assertThat(status(application.json("/health/traces"))).isEqualTo("UNKNOWN");
        }
    }

    @Test
    void refusedKey_isNoErrorWhenNothingElseTellsItsHealth() throws Exception {
        try (WatchedApplication application = refused(WebApplicationType.SERVLET,
                "management.health.defaults.enabled=false", "management.health.oppertracing.enabled=true",
                "management.endpoint.health.probes.enabled=false")) {
            assertThat(application.get("/health").statusCode()).isEqualTo(200);
        }
    }

    /** Boot's own example of an order with {@code UNKNOWN} above {@code UP}. */
    @Test
    void refusedKey_leavesTheApplicationUpInAnyOrderThatDoesNotNameImpaired() throws Exception {
        try (WatchedApplication application = refused(WebApplicationType.SERVLET,
                "management.endpoint.health.status.order=fatal,down,out-of-service,unknown,up")) {
            assertThat(status(application.json("/health"))).isEqualTo("UP");
        }
    }

    /** For those who want it otherwise. */
    @Test
    void refusedKey_countsWhenTheApplicationSaysSo() throws Exception {
        try (WatchedApplication application = refused(WebApplicationType.SERVLET,
                "management.endpoint.health.status.order=impaired,down,out-of-service,up,unknown",
                "management.endpoint.health.status.http-mapping.impaired=503")) {
            assertThat(application.get("/health").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void disabled_isNotAmongTheComponents() throws Exception {
        try (WatchedApplication application = WatchedApplication.start(WebApplicationType.SERVLET, this.api,
                "management.endpoint.health.show-details=always", "management.health.oppertracing.enabled=false")) {
            assertThat(application.json("/health").get("components").has("opperTracing")).isFalse();
            assertThat(application.get("/health/opperTracing").statusCode()).isEqualTo(404);
        }
    }

}
