// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.UUID;

/**
 * By this a request is known again that a library makes on a thread which knows nothing
 * of the work that it belongs to. It is a header of the request until the request is
 * seen, and never leaves the process. A {@link ContextMapper} that finds one puts it into
 * the context of its span.
 *
 * @param id a random text
 */
public record CallTicket(String id) {

    /** The header. */
    public static final String HEADER = "X-Opper-Call-Ticket";

    /**
     * Makes a ticket.
     * @return one that there has not been
     */
    public static CallTicket issue() {
        return new CallTicket(UUID.randomUUID().toString());
    }

}
