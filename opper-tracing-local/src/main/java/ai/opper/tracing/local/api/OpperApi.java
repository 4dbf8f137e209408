// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Clock;

import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.store.Database;

/** All calls of Opper's tracing API, versions 2 and 3. */
public final class OpperApi {

    private OpperApi() {
    }

    /**
     * Adds the calls.
     * @param routes where to add them
     * @param database what they work on
     * @param clock tells when something is made that names no time
     */
    public static void addTo(Routes routes, Database database, Clock clock) {
        new SpanEndpoints(database, clock).addTo(routes);
        new MetricEndpoints(database.metrics(), clock).addTo(routes);
        new TraceEndpoints(database).addTo(routes);
        new V3Endpoints(database, clock).addTo(routes);
        ModelEndpoints.addTo(routes);
    }

}
