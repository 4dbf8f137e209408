// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

import com.example.supportdesk.order.Order;
import com.example.supportdesk.order.OrderStatus;

import org.springframework.stereotype.Component;

/** Knows when the shop pays back: delivered, within 30 days, and only once. */
@Component
public class RefundRules {

    static final int WINDOW_DAYS = 30;

    private final Clock clock;

    private final OpperTracer tracer;

    RefundRules(Clock clock, OpperTracer tracer) {
        this.clock = clock;
        this.tracer = tracer;
    }

    /**
     * Checks whether an order can be refunded.
     * @param order the order
     * @throws ToolException if it cannot, with the reason
     */
    @Traced(name = "check_refund_rules", type = SpanType.GUARDRAIL, input = "#order.orderNumber()",
            expected = RefundNotAllowedException.class)
    public void check(Order order) {
        if (order.status() != OrderStatus.DELIVERED) {
            throw new RefundNotAllowedException(notDelivered(order));
        }
        long days = daysSinceDelivery(order);
        this.tracer.currentSpan().finding("days_since_delivery", days, "the window is " + WINDOW_DAYS + " days");
        if (order.refunded()) {
            throw new RefundNotAllowedException("Order " + order.orderNumber()
                    + " has been refunded already, and a refund is possible only once per order.");
        }
        if (days > WINDOW_DAYS) {
            throw new RefundNotAllowedException("Order " + order.orderNumber() + " was delivered " + days
                    + " days ago, and a refund is possible within " + WINDOW_DAYS + " days of delivery.");
        }
    }

    private long daysSinceDelivery(Order order) {
        LocalDate delivered = Objects.requireNonNull(order.deliveredOn(), "a delivered order has a day of delivery");
        return ChronoUnit.DAYS.between(delivered, LocalDate.now(this.clock));
    }

    private static String notDelivered(Order order) {
        return switch (order.status()) {
            case PROCESSING -> "Order " + order.orderNumber()
                    + " is not delivered yet. While it is being packed, you can cancel it in your account.";
            case SHIPPED -> "Order " + order.orderNumber()
                    + " is still on its way. A refund is possible when it has been delivered.";
            default -> "Order " + order.orderNumber() + " was cancelled, so there is nothing to refund.";
        };
    }

}
