// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

/** There is no order with this number. */
final class UnknownOrderException extends ToolException {

    UnknownOrderException(String orderNumber) {
        super("There is no order " + orderNumber + ". Please check the number at the top of your confirmation e-mail.");
    }

}
