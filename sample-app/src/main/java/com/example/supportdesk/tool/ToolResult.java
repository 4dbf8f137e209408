// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

import org.jspecify.annotations.Nullable;

/**
 * What came of a tool, told to the customer.
 *
 * @param text sentences for the customer
 * @param sourceId what the text is taken from, such as {@code order:TC-10021}, or
 * {@code null} for nothing
 * @param sourceTitle the source in words, or {@code null} for nothing
 */
public record ToolResult(String text, @Nullable String sourceId, @Nullable String sourceTitle) {

    /**
     * A result that no record of the shop stands behind.
     * @param text sentences for the customer
     * @return the result
     */
    public static ToolResult said(String text) {
        return new ToolResult(text, null, null);
    }

    /**
     * Whether a record of the shop stands behind the text.
     * @return {@code false} when the tool could not act, or none was used
     */
    public boolean hasSource() {
        return this.sourceId != null;
    }

}
