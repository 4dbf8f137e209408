// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Hands out secrets, each for one place, and finds them again. Every secret begins with
 * the same word, so that half of one is found as well.
 */
final class Secrets {

    /** What a user would write who knows what his secrets look like. */
    static final String PATTERN = "(?i)plant-[0-9a-f]+|77[0-9]{14}";

    private static final Pattern TRACE_OF_ONE = Pattern
        .compile("(?i)plant-[0-9a-f]{1,16}|(?<![0-9.])77[0-9]{14}(?![0-9])");

    private static final int LONGER_THAN_A_PAYLOAD = 20_000;

    private final Random random;

    private final boolean plain;

    private final boolean inNames;

    private final Map<String, String> places = new TreeMap<>();

    /**
     * Begins without secrets.
     * @param random makes them
     * @param plain whether values are short and simple, so that none is cut off
     * @param inNames whether names and bare numbers are secrets, too
     */
    Secrets(Random random, boolean plain, boolean inNames) {
        this.random = random;
        this.plain = plain;
        this.inNames = inNames;
    }

    /** A secret for a place. */
    String text(String place) {
        String secret = String.format("plant-%016x", this.random.nextLong());
        this.places.put(secret, place);
        return secret;
    }

    /** A secret for a name, or a harmless name. */
    String name(String place) {
        return this.inNames ? text(place) : "name";
    }

    /** Whether names and bare numbers are secrets, too. */
    boolean inNames() {
        return this.inNames;
    }

    /** A secret that is a number. */
    long number(String place) {
        long secret = 7_700_000_000_000_000L + this.random.nextLong(100_000_000_000_000L);
        this.places.put(Long.toString(secret), place);
        return secret;
    }

    /** A text with a secret in it, which may be cut off anywhere. */
    String message(String place) {
        return this.plain ? text(place) : padding() + text(place) + ' ' + text(place) + padding();
    }

    private String padding() {
        int length = this.random.nextInt(4) == 0 ? this.random.nextInt(LONGER_THAN_A_PAYLOAD) : this.random.nextInt(20);
        return "x ".repeat(length / 2);
    }

    /** A value of any shape with a secret somewhere in it. */
    Object value(String place) {
        if (this.plain) {
            return List.of(Map.of("key", text(place)));
        }
        Object value = value(place, 3);
        return (value instanceof Number && !this.inNames) ? List.of(value) : value;
    }

    private Object value(String place, int depth) {
        return switch (this.random.nextInt((depth > 0) ? 19 : 8)) {
            case 0, 1 -> message(place);
            case 2 -> number(place);
            case 3 -> new StringBuilder().append(message(place)).reverse().reverse();
            case 4 -> text(place).toCharArray();
            case 5 -> JsonNodeFactory.instance.objectNode().put(text(place), message(place));
            case 6 -> new IllegalStateException(message(place), new IllegalArgumentException(message(place)));
            case 7 -> new long[] { 1, number(place) };
            case 8, 9 -> new Pair(message(place), value(place, depth - 1));
            case 10 -> new Bean(value(place, depth - 1));
            case 11, 12 -> List.of(value(place, depth - 1), 1, value(place, depth - 1));
            case 13 -> Map.of("key", value(place, depth - 1), text(place), true);
            case 14 -> Map.of(new Pair(text(place), 1), value(place, depth - 1));
            case 15 -> new Object[] { value(place, depth - 1), message(place) };
            case 16 -> Optional.of(value(place, depth - 1));
            case 17 -> Set.of(message(place));
            default -> Arrays.asList(null, value(place, depth - 1));
        };
    }

    /** The places whose secrets, or parts of them, are in a text. */
    Set<String> foundIn(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = TRACE_OF_ONE.matcher(text);
        while (matcher.find()) {
            found.add(placeOf(matcher.group()));
        }
        return found;
    }

    private String placeOf(String secret) {
        return this.places.entrySet()
            .stream()
            .filter((entry) -> entry.getKey().regionMatches(true, 0, secret, 0, secret.length()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("an unknown place");
    }

    /** All places that have got a secret. */
    Set<String> places() {
        return new TreeSet<>(this.places.values());
    }

    record Pair(String left, Object right) {
    }

    /** Has a getter. */
    public static final class Bean {

        private final Object content;

        Bean(Object content) {
            this.content = content;
        }

        public Object getContent() {
            return this.content;
        }

    }

}
