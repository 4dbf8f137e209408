// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

import java.util.Objects;

/** Says why a tool could not act, in a sentence for the customer. */
public abstract class ToolException extends RuntimeException {

    ToolException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "every tool says why it cannot act");
    }

}
