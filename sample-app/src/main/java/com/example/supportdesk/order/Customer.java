// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.order;

import ai.opper.tracing.Sensitive;

/**
 * Somebody who bought something.
 *
 * @param id the customer's id, such as {@code C-1001}
 * @param name the full name
 * @param email the address for mails, which never shows up in a trace
 */
public record Customer(String id, String name, @Sensitive String email) {
}
