// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

import java.util.Locale;

import com.example.supportdesk.order.Order;
import com.example.supportdesk.order.Refund;
import com.example.supportdesk.order.Ticket;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Uses the tools and tells what came of it; a tool's "no" becomes a sentence. */
@Component
public final class Toolbox {

    private final GetOrderInformation orders;

    private final RequestRefund refunds;

    private final Escalate humans;

    Toolbox(GetOrderInformation orders, RequestRefund refunds, Escalate humans) {
        this.orders = orders;
        this.refunds = refunds;
        this.humans = humans;
    }

    /**
     * Looks up an order.
     * @param orderNumber the order's number
     * @param customerId who asks, or {@code null} for a guest
     * @return how the order stands, or why that cannot be told
     */
    public ToolResult orderInformation(String orderNumber, @Nullable String customerId) {
        try {
            Order order = this.orders.find(orderNumber, customerId);
            return about(orderNumber, OrderSentences.describe(order));
        }
        catch (ToolException ex) {
            return ToolResult.said(ex.getMessage());
        }
    }

    /**
     * Refunds an order.
     * @param orderNumber the order's number
     * @param customerId who asks, or {@code null} for a guest
     * @param reason what the customer said
     * @return the refund, or why there is none
     */
    public ToolResult refund(String orderNumber, @Nullable String customerId, String reason) {
        try {
            Refund refund = this.refunds.refund(orderNumber, customerId, reason);
            return about(orderNumber, String.format(Locale.ROOT,
                    "Your refund for order %s is accepted: we pay back %.2f €.", orderNumber, refund.amount()));
        }
        catch (ToolException ex) {
            return ToolResult.said(ex.getMessage());
        }
    }

    /**
     * Calls a human.
     * @param conversationId the conversation to read
     * @param orderNumber the order it is about, or {@code null} for none
     * @param urgent whether somebody is in danger
     * @param summary what it is about
     * @return the ticket
     */
    public ToolResult escalate(String conversationId, @Nullable String orderNumber, boolean urgent, String summary) {
        Ticket ticket = this.humans.escalate(conversationId, orderNumber,
                urgent ? Ticket.Urgency.URGENT : Ticket.Urgency.NORMAL, summary);
        String text = urgent
                ? "Please unplug the machine now and do not use it any more. I have opened the urgent ticket "
                        + ticket.id() + ", and somebody from our team contacts you within the hour."
                : "I have opened ticket " + ticket.id()
                        + ", and somebody from our team answers you within one working day.";
        return new ToolResult(text, "ticket:" + ticket.id(), "Ticket " + ticket.id());
    }

    private static ToolResult about(String orderNumber, String text) {
        return new ToolResult(text, "order:" + orderNumber, "Order " + orderNumber);
    }

}
