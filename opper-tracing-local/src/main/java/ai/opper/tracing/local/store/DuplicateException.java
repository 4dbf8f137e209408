// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

/** Something is stored already and must not be stored twice. */
public final class DuplicateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DuplicateException(String message) {
        super(message);
    }

}
