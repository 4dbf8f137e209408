// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.UUID;

/** A span names one trace and its parent belongs to another. */
public final class TraceMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TraceMismatchException(UUID named, UUID parents) {
        super("The parent belongs to the trace %s, not to %s.".formatted(parents, named));
    }

}
