// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanTag;

import com.example.supportdesk.order.Order;
import com.example.supportdesk.order.Refund;
import com.example.supportdesk.order.Refunds;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tool that pays back. A refund that the rules forbid is ordinary life, not an error
 * of its span.
 */
@Component
public class RequestRefund {

    private final GetOrderInformation orders;

    private final RefundRules rules;

    private final Refunds refunds;

    RequestRefund(GetOrderInformation orders, RefundRules rules, Refunds refunds) {
        this.orders = orders;
        this.rules = rules;
        this.refunds = refunds;
    }

    /**
     * Refunds an order.
     * @param orderNumber the order's number
     * @param customerId who asks, or {@code null} for a guest
     * @param reason what the customer said
     * @return the refund
     * @throws ToolException if there is no such order, or the rules forbid it
     */
    @SupportTool(value = "request_refund", expected = RefundNotAllowedException.class)
    @SpanMetric(dimension = "refund_amount", expression = "#result?.amount", comment = "in euros")
    @Transactional
    public Refund refund(@SpanTag("order_number") String orderNumber, @Nullable String customerId, String reason) {
        Order order = this.orders.find(orderNumber, customerId);
        this.rules.check(order);
        try {
            return this.refunds.add(order, reason);
        }
        catch (DuplicateKeyException ex) {
            // Somebody else was faster between the check and the row.
            throw new RefundNotAllowedException("Order " + orderNumber + " has been refunded already.");
        }
    }

}
