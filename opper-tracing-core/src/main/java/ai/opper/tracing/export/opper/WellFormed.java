// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Java has texts and numbers that JSON does not: half of a surrogate pair, as is left
 * when a text is cut, and numbers whose text is no number. One of them must not cost the
 * span.
 */
final class WellFormed {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private WellFormed() {
    }

    /**
     * Replaces every half of a surrogate pair.
     * @param text any text
     * @return the text itself when there is none
     */
    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }

    /** RFC 8259, section 6. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

}
