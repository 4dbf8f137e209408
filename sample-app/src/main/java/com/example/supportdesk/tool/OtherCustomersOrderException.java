// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

/** The order belongs to another customer than the one who asks. */
final class OtherCustomersOrderException extends ToolException {

    OtherCustomersOrderException(String orderNumber) {
        super("Order " + orderNumber + " belongs to another account. Please log in with the account that placed it.");
    }

}
