// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One call to Opper, made below the span that was current when it began. Safe for use by
 * any thread. Never throws.
 */
public interface OpperCall {

    /**
     * The headers of the request. Waits until Opper has the span, but no longer than
     * {@code opper.tracing.gateway.open-timeout}, and not at all on a thread that must
     * not block. When the time is over, the nearest span above that Opper has stands in
     * its place.
     * @return names and values; empty when no span is recorded
     */
    Map<String, String> headers();

    /**
     * The same without blocking.
     * @return completes with names and values, on any thread, at the latest when the
     * timeout is over; never fails
     */
    CompletionStage<Map<String, String>> whenOpened();

    /**
     * Notes on the span what Opper says about the call: what it has cost.
     * @param status the status of the response
     * @param headers gives the value of a header of the response, or {@code null}
     */
    void answered(int status, Function<String, @Nullable String> headers);

}
