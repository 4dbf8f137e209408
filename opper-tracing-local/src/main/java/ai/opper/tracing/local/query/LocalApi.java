// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.time.Clock;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.store.Database;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;

/** All calls of {@code /local/api}, and their description. */
public final class LocalApi {

    static final String BASE = "/local/api";

    private LocalApi() {
    }

    /**
     * Adds the calls.
     * @param routes where to add them
     * @param database what is asked about
     * @param changes tells pages what changed
     * @param json writes answers
     * @param version this Local Opper's version
     */
    public static void addTo(Routes routes, Database database, Changes changes, JsonMapper json, String version) {
        Clock clock = Clock.systemUTC();
        Described described = new Described(routes);
        new TraceFileCalls(database, json).addTo(described);
        new TraceCalls(database).addTo(described);
        new SpanCalls(database).addTo(described);
        new SessionCalls(database.sessions()).addTo(described);
        new OverviewCalls(database).addTo(described);
        new MeasureCalls(database.measures()).addTo(described);
        new ThresholdCalls(database.thresholds(), clock).addTo(described);
        new DatasetCalls(database, json, clock).addTo(described);
        new StatusCalls(database.status(), version, clock).addTo(described);
        routes.addReactive(HttpMethod.GET, BASE + "/events", (request) -> changes.stream(json));
        String document = json.writeValueAsString(new OpenApi(described.calls()).document());
        routes.add(HttpMethod.GET, BASE + "/openapi.json", (call) -> Answer.ok(document));
    }

}
