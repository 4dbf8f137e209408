// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanTag;

import com.example.supportdesk.order.Order;
import com.example.supportdesk.order.Orders;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The tool that looks up an order. An unknown number is an error of its span. */
@Component
public class GetOrderInformation {

    private final Orders orders;

    GetOrderInformation(Orders orders) {
        this.orders = orders;
    }

    /**
     * Looks up an order.
     * @param orderNumber the order's number
     * @param customerId who asks, or {@code null} for a guest
     * @return the order
     * @throws ToolException if there is none, or it is not for the eyes of this customer
     */
    @SupportTool("get_order_information")
    @SpanMetric(dimension = "order_total", expression = "#result?.total()", comment = "in euros")
    public Order find(@SpanTag("order_number") String orderNumber, @Nullable String customerId) {
        Order order = this.orders.find(orderNumber).orElseThrow(() -> new UnknownOrderException(orderNumber));
        if (customerId != null && !customerId.equals(order.customer().id())) {
            throw new OtherCustomersOrderException(orderNumber);
        }
        return order;
    }

}
