// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.net.URI;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Knows the requests of one HTTP client that makes observations: where they go, and what
 * was answered. A bean of this type is found by the starter.
 *
 * <p>
 * Called by Micrometer on the application's threads, so it must not block. What it throws
 * is counted, and the request goes on.
 */
public interface ClientRequests {

    /**
     * Whether a context is that of a request of this client.
     * @param context the context of any observation
     * @return whether the other methods understand it
     */
    boolean include(Observation.Context context);

    /**
     * Where a request goes. Asked before it is sent.
     * @param context a context of this client
     * @return the address, or {@code null} when it is not known
     */
    @Nullable URI address(Observation.Context context);

    /**
     * Takes a header out of a request. Asked before it is sent.
     * @param context a context of this client
     * @param name the header's name
     * @return the value, or {@code null} when the request does not have it, or its
     * headers cannot be taken out
     */
    default @Nullable String take(Observation.Context context, String name) {
        return null;
    }

    /**
     * The status of the response. Asked when the observation stops.
     * @param context a context of this client
     * @return the status, or 0 when there is no response
     */
    int status(Observation.Context context);

    /**
     * A header of the response. Asked when there is one.
     * @param context a context of this client
     * @param name the header's name
     * @return the first value, or {@code null}
     */
    @Nullable String header(Observation.Context context, String name);

}
