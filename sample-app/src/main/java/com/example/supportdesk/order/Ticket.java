// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.order;

import org.jspecify.annotations.Nullable;

/**
 * A case that a human looks at.
 *
 * @param id the ticket's number
 * @param orderNumber the order it is about, or {@code null} for none
 * @param urgency how soon
 */
public record Ticket(long id, @Nullable String orderNumber, Urgency urgency) {

    /** How soon a human looks at a ticket. */
    public enum Urgency {

        /** Within one working day. */
        NORMAL,
        /** Within the hour. */
        URGENT

    }

}
