// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.person;

/** A record that cannot be analysed, and why. */
final class AnalysisException extends RuntimeException {

    AnalysisException(String message) {
        super(message);
    }

}
