// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

/** The database cannot be opened; the message says why, without the way out. */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean locked;

    DatabaseUnavailableException(String message, boolean locked, Throwable cause) {
        super(message, cause);
        this.locked = locked;
    }

    /**
     * Whether another process holds the database, so that waiting may help.
     * @return true when it is locked
     */
    public boolean locked() {
        return this.locked;
    }

}
