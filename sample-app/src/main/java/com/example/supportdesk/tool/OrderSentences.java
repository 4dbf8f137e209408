// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

import com.example.supportdesk.order.Order;
import org.jspecify.annotations.Nullable;

/** Puts an order into words. */
final class OrderSentences {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private OrderSentences() {
    }

    static String describe(Order order) {
        return status(order) + " " + items(order) + (order.refunded() ? " The money has been paid back." : "");
    }

    private static String status(Order order) {
        String name = "Order " + order.orderNumber();
        return switch (order.status()) {
            case PROCESSING -> name + " was placed on " + day(order.orderedOn()) + " and is being packed.";
            case SHIPPED ->
                name + " was shipped on " + day(order.shippedOn()) + " with " + order.carrier() + " and is on its way.";
            case DELIVERED -> name + " was delivered on " + day(order.deliveredOn()) + " by " + order.carrier() + ".";
            case CANCELLED -> name + " of " + day(order.orderedOn()) + " was cancelled, so nothing will be sent.";
        };
    }

    private static String items(Order order) {
        String items = order.items()
            .stream()
            .map((item) -> item.quantity() + " × " + item.product())
            .collect(Collectors.joining("; "));
        return String.format(Locale.ROOT, "It contains %s, for %.2f € in all.", items, order.total());
    }

    private static String day(@Nullable LocalDate day) {
        return (day != null) ? DAY.format(day) : "an unknown day";
    }

}
