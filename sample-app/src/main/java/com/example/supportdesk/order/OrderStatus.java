// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.order;

/** How far an order is. */
public enum OrderStatus {

    /** It is being packed. */
    PROCESSING,
    /** The carrier has it. */
    SHIPPED,
    /** The customer has it. */
    DELIVERED,
    /** Nothing will be sent. */
    CANCELLED

}
