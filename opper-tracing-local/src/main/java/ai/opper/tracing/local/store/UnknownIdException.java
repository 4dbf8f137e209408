// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.UUID;

/** Something was asked for that is not stored. */
public final class UnknownIdException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownIdException(String what, UUID id) {
        super("There is no %s with the id %s.".formatted(what, id));
    }

}
