// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

/** The application is not to start, since no proxy can see some of its traced methods. */
final class UnseenMethodsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnseenMethodsException(String report) {
        super(report);
    }

}
