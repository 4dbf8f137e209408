// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.viewer;

import ai.opper.tracing.local.http.Routes;

/** The page on which a person sees the traces, with its files. */
public final class Viewer {

    private Viewer() {
    }

    /**
     * Adds the page and its files.
     * @param routes where to add them
     */
    public static void addTo(Routes routes) {
        new ViewerPages().addTo(routes);
    }

}
