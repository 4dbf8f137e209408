// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Locale;

/** Patterns for {@code like ... escape '!'}. */
final class Likes {

    private Likes() {
    }

    /** Matches what contains the text; compare with {@code lower(...)}. */
    static String contains(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

}
