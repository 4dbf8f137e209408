// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.order;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Writes tickets to the shop's database. */
@Repository
public class Tickets {

    private final JdbcClient jdbc;

    private final Clock clock;

    Tickets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Opens a ticket.
     * @param conversationId the conversation to read
     * @param orderNumber the order it is about, or {@code null} for none
     * @param urgency how soon a human should look
     * @param summary what it is about
     * @return the ticket
     */
    public Ticket open(String conversationId, @Nullable String orderNumber, Ticket.Urgency urgency, String summary) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        this.jdbc.sql("""
                insert into tickets (conversation_id, order_number, urgency, summary, created_at)
                values (?, (select order_number from orders where order_number = ?), ?, ?, ?)""")
            .param(conversationId)
            .param(orderNumber)
            .param(urgency.name())
            .param(summary.substring(0, Math.min(summary.length(), 500)))
            .param(OffsetDateTime.now(this.clock))
            .update(key, "id");
        return new Ticket(Objects.requireNonNull(key.getKey()).longValue(), orderNumber, urgency);
    }

}
