// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.answer;

/**
 * Where a part of an answer comes from.
 *
 * @param id an article's id, or the kind and number of a record such as
 * {@code order:TC-10021}
 * @param title the source in words
 */
public record Source(String id, String title) {
}
