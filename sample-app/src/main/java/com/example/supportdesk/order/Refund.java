// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.order;

import java.math.BigDecimal;

/**
 * Money that goes back.
 *
 * @param id the refund's number
 * @param orderNumber the order it is for
 * @param amount how much, in euros
 */
public record Refund(long id, String orderNumber, BigDecimal amount) {
}
