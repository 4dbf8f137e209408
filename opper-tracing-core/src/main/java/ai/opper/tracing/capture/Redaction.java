// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows what must not leave the process: values under certain names, and parts of texts.
 *
 * <p>
 * A name is hidden when its last words are those of a key, however they are joined:
 * {@code api-key} hides {@code apiKey}, {@code X-API-Key} and {@code openai_api_key};
 * {@code token} hides {@code accessToken} but not {@code totalTokens}. Thread-safe.
 */
public final class Redaction {

    /** Stands in the place of what is hidden. */
    public static final String PLACEHOLDER = "__REDACTED__";

    /** The names whose values are hidden when nobody says otherwise. */
    public static final List<String> DEFAULT_KEYS = List.of("password", "passwords", "passwd", "pwd", "passphrase",
            "passcode", "pin", "secret", "secrets", "token", "access-tokens", "api-key", "api-keys", "apikey",
            "access-key", "secret-key", "private-key", "signing-key", "encryption-key", "credential", "credentials",
            "authorization", "auth-header", "bearer", "cookie", "cookies", "jwt", "otp", "credit-card",
            "credit-card-number", "card-number", "card-no", "pan", "cvv", "cvc", "ssn", "social-security-number",
            "social-security-no", "national-id", "iban");

    private static final int MAX_REMEMBERED_NAMES = 2_000;

    private static final Pattern WORD_BOUNDARY = Pattern
        .compile("[^\\p{L}\\p{N}]+" + "|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private final List<List<String>> keys;

    private final List<Pattern> patterns;

    private final Map<String, Boolean> remembered = new ConcurrentHashMap<>();

    public Redaction(Collection<String> keys, Collection<Pattern> patterns) {
        this.keys = keys.stream().map(Redaction::words).filter((words) -> !words.isEmpty()).distinct().toList();
        this.patterns = List.copyOf(patterns);
    }

    /**
     * The redaction that holds when nobody says otherwise.
     * @return the default keys and no patterns
     */
    public static Redaction standard() {
        return new Redaction(DEFAULT_KEYS, List.of());
    }

    /**
     * Whether the value under a name must not be shown.
     * @param name the name of a property, an entry, a parameter or a tag
     * @return {@code true} to hide the value
     */
    public boolean hides(String name) {
        Boolean known = this.remembered.get(name);
        if (known != null) {
            return known;
        }
        List<String> words = words(name);
        boolean hidden = this.keys.stream().anyMatch((key) -> endsWith(words, key));
        if (this.remembered.size() < MAX_REMEMBERED_NAMES) {
            this.remembered.put(name, hidden);
        }
        return hidden;
    }

    /**
     * Hides what the patterns match.
     * @param text any text
     * @return the text with the placeholder in every matching place
     */
    public String mask(String text) {
        String masked = text;
        for (Pattern pattern : this.patterns) {
            masked = pattern.matcher(masked).replaceAll(Matcher.quoteReplacement(PLACEHOLDER));
        }
        return masked;
    }

    boolean hasPatterns() {
        return !this.patterns.isEmpty();
    }

    private static boolean endsWith(List<String> words, List<String> key) {
        int from = words.size() - key.size();
        return from >= 0 && words.subList(from, words.size()).equals(key);
    }

    private static List<String> words(String name) {
        return Arrays.stream(WORD_BOUNDARY.split(name))
            .filter((word) -> !word.isEmpty())
            .map((word) -> word.toLowerCase(Locale.ROOT))
            .toList();
    }

}
