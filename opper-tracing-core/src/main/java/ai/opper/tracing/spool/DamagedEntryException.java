// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

/** Bytes that are no entry, or one of a later version. */
final class DamagedEntryException extends Exception {

    DamagedEntryException(String message) {
        super(message);
    }

}
