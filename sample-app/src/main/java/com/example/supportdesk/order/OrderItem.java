// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.order;

import java.math.BigDecimal;

/**
 * One line of an order.
 *
 * @param product the product's name
 * @param quantity how many
 * @param unitPrice the price of one, in euros
 */
public record OrderItem(String product, int quantity, BigDecimal unitPrice) {
}
