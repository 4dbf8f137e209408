// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.viewer;

import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.store.Database;
import tools.jackson.databind.json.JsonMapper;

/** The page on which a person sees the traces, and what it asks for. */
public final class Viewer {

    private Viewer() {
    }

    /**
     * Adds the page and its calls.
     * @param routes where to add them
     * @param database what is shown
     * @param changes tells open pages what changed
     * @param json writes answers
     */
    public static void addTo(Routes routes, Database database, TraceChanges changes, JsonMapper json) {
        new ViewerPages(changes, json).addTo(routes);
        new ViewerQueries(database.traces()).addTo(routes);
        new DatasetQueries(database.datasets(), json).addTo(routes);
    }

}
