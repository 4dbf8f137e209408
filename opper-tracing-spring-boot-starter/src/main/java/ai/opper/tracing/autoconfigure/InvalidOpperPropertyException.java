// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.jspecify.annotations.Nullable;

/** A property of ours has a value that cannot be meant. */
final class InvalidOpperPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String property;

    private final String action;

    InvalidOpperPropertyException(String property, String problem, String action, @Nullable Throwable cause) {
        super(problem, cause);
        this.property = property;
        this.action = action;
    }

    String property() {
        return this.property;
    }

    String action() {
        return this.action;
    }

}
