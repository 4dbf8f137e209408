// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import org.jspecify.annotations.Nullable;

/**
 * Local Opper cannot start. The message is a sentence for the user that names the way
 * out; nothing stays open behind it.
 */
public final class LocalOpperUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocalOpperUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
