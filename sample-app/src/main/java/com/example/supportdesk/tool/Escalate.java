// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

import ai.opper.tracing.OpperTracer;

import com.example.supportdesk.order.Ticket;
import com.example.supportdesk.order.Tickets;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The tool that calls a human. */
@Component
public class Escalate {

    private final Tickets tickets;

    private final OpperTracer tracer;

    Escalate(Tickets tickets, OpperTracer tracer) {
        this.tickets = tickets;
        this.tracer = tracer;
    }

    /**
     * Opens a ticket.
     * @param conversationId the conversation to read
     * @param orderNumber the order it is about, or {@code null} for none
     * @param urgency how soon a human should look
     * @param summary what it is about
     * @return the ticket
     */
    @SupportTool("escalate")
    public Ticket escalate(String conversationId, @Nullable String orderNumber, Ticket.Urgency urgency,
            String summary) {
        Ticket ticket = this.tickets.open(conversationId, orderNumber, urgency, summary);
        this.tracer.currentSpan().tag("urgency", urgency.name()).event("human.called");
        return ticket;
    }

}
