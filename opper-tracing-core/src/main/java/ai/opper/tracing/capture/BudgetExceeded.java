// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

/**
 * Stops a rendering whose budget is used up. An {@link Error} without a stack trace, so
 * that it costs nothing and no serializer on the way takes it for a failure of its own.
 */
final class BudgetExceeded extends Error {

    private static final long serialVersionUID = 1L;

    BudgetExceeded() {
        super("The payload's budget is used up", null, false, false);
    }

}
