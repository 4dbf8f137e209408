// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An order with everything that belongs to it.
 *
 * @param orderNumber the number on the confirmation, such as {@code TC-10021}
 * @param customer who ordered
 * @param status how far it is
 * @param orderedOn the day of the order
 * @param shippedOn the day it left the warehouse, or {@code null} when it has not
 * @param deliveredOn the day it arrived, or {@code null} when it has not
 * @param carrier who brings it, or {@code null} when nobody does yet
 * @param refunded whether the money went back already
 * @param items what was ordered
 */
public record Order(String orderNumber, Customer customer, OrderStatus status, LocalDate orderedOn,
        @Nullable LocalDate shippedOn, @Nullable LocalDate deliveredOn, @Nullable String carrier, boolean refunded,
        List<OrderItem> items) {

    /**
     * What the order cost.
     * @return the sum of all items, in euros
     */
    public BigDecimal total() {
        return this.items.stream()
            .map((item) -> item.unitPrice().multiply(BigDecimal.valueOf(item.quantity())))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

}
