// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/** What all texts have in common, wherever they stand in a payload. */
final class Texts {

    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {
    }

    /** Says how much of a text is missing. */
    static String note(long omittedCharacters) {
        return "…[truncated, " + omittedCharacters + " characters left out]";
    }

    /** Replaces halves of characters, which UTF-8 cannot express. */
    static String wellFormed(String text) {
        int first = firstSurrogate(text);
        int broken = (first < 0) ? -1 : firstBroken(text, first);
        if (broken < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        while (broken >= 0) {
            mended.setCharAt(broken, REPLACEMENT);
            broken = firstBroken(mended, broken + 1);
        }
        return mended.toString();
    }

    /** Most texts have none, and all are looked at. */
    private static int firstSurrogate(String text) {
        int length = text.length();
        for (int index = 0; index < length; index++) {
            if (Character.isSurrogate(text.charAt(index))) {
                return index;
            }
        }
        return -1;
    }

    private static int firstBroken(CharSequence text, int from) {
        for (int index = from; index < text.length(); index++) {
            char current = text.charAt(index);
            if (Character.isSurrogate(current)) {
                boolean pair = index + 1 < text.length() && Character.isSurrogatePair(current, text.charAt(index + 1));
                if (!pair) {
                    return index;
                }
                index++;
            }
        }
        return -1;
    }

    static void reportHidden(Problems problems, Throwable failure) {
        problems.report(Problem.CAPTURE_FAILED, "opper.tracing.redaction",
                "a pattern or the Redactor failed, so the whole text is hidden; simplify or correct it", failure);
    }

}
