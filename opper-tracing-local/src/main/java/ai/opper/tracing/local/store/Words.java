// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Splits texts into the words by which they are found: in lower case, names of the code
 * also by their parts, so that "state" finds {@code IllegalStateException} and
 * {@code order_state}.
 */
final class Words {

    /** As many words of one trace can be found. */
    static final int MOST = 20_000;

    private static final int LONGEST = 60;

    private static final int RANDOM = 20;

    private static final int SHORTEST_PIECE = 2;

    private static final int MOST_CHARACTERS = 256 * 1024;

    private final Set<String> words = new LinkedHashSet<>();

    private final boolean parts;

    Words() {
        this(true);
    }

    private Words(boolean parts) {
        this.parts = parts;
    }

    Words add(@Nullable String text) {
        if (text != null) {
            split(text);
        }
        return this;
    }

    Set<String> all() {
        return this.words;
    }

    /** The words of what a person looks for; each must begin a word of the trace. */
    static List<String> sought(String text) {
        return List.copyOf(new Words(false).add(text).words);
    }

    private void split(String text) {
        int end = Math.min(text.length(), MOST_CHARACTERS);
        int start = -1;
        for (int i = 0; i <= end && this.words.size() < MOST; i++) {
            boolean inside = i < end && part(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            }
            else if (!inside && start >= 0) {
                whole(text, start, i);
                start = -1;
            }
        }
    }

    private void whole(String text, int from, int to) {
        if (to - from > RANDOM && random(text, from, to)) {
            return;
        }
        word(text, from, to);
        if (!this.parts || to - from > LONGEST) {
            return;
        }
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || begins(text, i)) {
                if (start > from || i < to) {
                    piece(text, start, i);
                }
                start = i;
            }
        }
    }

    private void piece(String text, int from, int to) {
        int first = from;
        while (first < to && text.charAt(first) == '_') {
            first++;
        }
        if (to - first >= SHORTEST_PIECE) {
            word(text, first, to);
        }
    }

    // A piece of Base64, as an image has thousands of: nobody looks for it.
    private static boolean random(String text, int from, int to) {
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        for (int i = from; i < to; i++) {
            char character = text.charAt(i);
            upper |= Character.isUpperCase(character);
            lower |= Character.isLowerCase(character);
            digit |= Character.isDigit(character);
        }
        return upper && lower && digit;
    }

    private void word(String text, int from, int to) {
        if (to > from) {
            this.words.add(Texts.cut(text.substring(from, Math.min(to, from + 2 * LONGEST)), LONGEST)
                .toLowerCase(Locale.ROOT));
        }
    }

    private static boolean begins(String text, int i) {
        char character = text.charAt(i);
        char before = text.charAt(i - 1);
        return (character == '_' && before != '_')
                || (Character.isUpperCase(character) && Character.isLowerCase(before));
    }

    private static boolean part(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || Character.isSurrogate(character);
    }

}
