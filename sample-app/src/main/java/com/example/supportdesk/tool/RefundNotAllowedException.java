// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

/** The rules of the shop do not allow the refund. */
final class RefundNotAllowedException extends ToolException {

    RefundNotAllowedException(String message) {
        super(message);
    }

}
