// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.net.URI;

/**
 * Puts calls to Opper's own endpoints, such as models, under the span that makes them. A
 * bean; safe for use by any thread.
 *
 * <p>
 * Calls of Spring's HTTP clients and of Spring AI's OpenAI client are seen by themselves.
 * This is for every other client: its calls carry the headers of an {@link OpperCall}.
 */
public interface OpperCalls {

    /**
     * Knows no Opper, so that calls carry nothing.
     * @return calls without headers
     */
    static OpperCalls none() {
        return NoopOpperCalls.INSTANCE;
    }

    /**
     * Whether an address is one of the Opper that spans are sent to.
     * @param address where a call goes
     * @return whether the call should carry headers; never to anybody else, since tags
     * are among them
     */
    boolean reach(URI address);

    /**
     * Begins a call below the current span, and has that span sent to Opper, so that it
     * can be named there. Does not wait.
     * @return the call; without headers when no span is recorded here
     */
    OpperCall begin();

}
