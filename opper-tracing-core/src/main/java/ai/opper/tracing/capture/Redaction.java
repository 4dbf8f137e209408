// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.Redactor;

/**
 * Knows what must not leave the process: values under certain names, and parts of texts.
 *
 * <p>
 * A name is hidden when its last words are those of a key, however they are joined:
 * {@code api-key} hides {@code apiKey}, {@code X-API-Key}, {@code openai_api_key} and
 * {@code openaiapikey}; {@code token} hides {@code accessToken} but not
 * {@code totalTokens}. A number at the end does not count. Thread-safe.
 */
public final class Redaction {

    /** Stands in the place of what is hidden. */
    public static final String PLACEHOLDER = "__REDACTED__";

    /** The names whose values are hidden when nobody says otherwise. */
    public static final List<String> DEFAULT_KEYS = List.of("password", "passwords", "password-hash",
            "password-confirmation", "passwd", "pwd", "passphrase", "passcode", "pin", "pin-code", "secret", "secrets",
            "secret-value", "token", "token-value", "access-tokens", "refresh-tokens", "auth-tokens", "api-tokens",
            "api-key", "api-keys", "access-key", "access-keys", "secret-key", "secret-keys", "private-key",
            "private-keys", "signing-key", "encryption-key", "credential", "credentials", "authorization",
            "auth-header", "bearer", "cookie", "cookies", "jwt", "otp", "credit-card", "credit-card-number",
            "card-number", "card-no", "pan", "cvv", "cvc", "ssn", "social-security-number", "social-security-no",
            "national-id", "iban");

    /** So many characters beyond a cut are searched for secrets that straddle it. */
    static final int OVERLAP = 4_096;

    private static final int MAX_REMEMBERED_NAMES = 2_000;

    /** Only the end of a name matters, so the rest of an endless one is not looked at. */
    private static final int MAX_NAME_LENGTH = 256;

    private static final Pattern WORD_BOUNDARY = Pattern
        .compile("[^\\p{L}\\p{N}]+" + "|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private static final Pattern FINAL_NUMBER = Pattern.compile("(?<=[^\\d])[\\d_\\W]+$");

    private final List<Key> keys;

    private final List<Pattern> patterns;

    private final @Nullable Redactor redactor;

    private final boolean hasPatterns;

    private final boolean readsTexts;

    /** Whether this thread is asking the redactor right now. */
    private final ThreadLocal<Boolean> asking = new ThreadLocal<>();

    private final Map<String, Boolean> remembered = new ConcurrentHashMap<>();

    public Redaction(Collection<String> keys, Collection<Pattern> patterns) {
        this(keys, patterns, null);
    }

    /**
     * Makes a redaction.
     * @param keys names whose values are hidden
     * @param patterns what is masked in texts
     * @param redactor has a say in every text before the patterns, if there is one
     */
    public Redaction(Collection<String> keys, Collection<Pattern> patterns, @Nullable Redactor redactor) {
        this.keys = keys.stream().map(Key::of).filter((key) -> !key.words().isEmpty()).distinct().toList();
        this.patterns = List.copyOf(patterns);
        this.redactor = redactor;
        this.hasPatterns = !this.patterns.isEmpty();
        this.readsTexts = this.hasPatterns || redactor != null;
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
        if (name.length() > MAX_NAME_LENGTH) {
            return isHidden(name.substring(name.length() - MAX_NAME_LENGTH));
        }
        Boolean known = this.remembered.get(name);
        if (known != null) {
            return known;
        }
        boolean hidden = isHidden(name);
        if (this.remembered.size() < MAX_REMEMBERED_NAMES) {
            this.remembered.put(name, hidden);
        }
        return hidden;
    }

    private boolean isHidden(String name) {
        List<String> words = words(FINAL_NUMBER.matcher(name).replaceFirst(""));
        String joined = String.join("", words);
        return this.keys.stream().anyMatch((key) -> key.matches(words, joined));
    }

    /**
     * Hides what the patterns match. A pattern that fails hides the whole text.
     * @param text any text
     * @return the text with the placeholder in every matching place
     */
    public String mask(String text) {
        try {
            return mask(text, text.length());
        }
        catch (RuntimeException | StackOverflowError ex) {
            return PLACEHOLDER;
        }
    }

    /**
     * What may be shown of a text, cut to a length. Throws whatever the redactor or a
     * pattern throws.
     * @return {@code null} when the redactor leaves it out
     */
    @Nullable String shown(String name, String text, int limit) {
        if (this.redactor == null) {
            return mask(text, limit);
        }
        String redacted = redacted(this.redactor, name, text, limit);
        return (redacted != null) ? mask(redacted, limit) : null;
    }

    /**
     * A redactor that records something is not asked about that: it would be asked
     * without end.
     */
    private @Nullable String redacted(Redactor redactor, String name, String text, int limit) {
        if (text.equals(PLACEHOLDER) || this.asking.get() != null) {
            return PLACEHOLDER;
        }
        boolean longer = text.length() - OVERLAP > limit;
        String beginning = longer ? text.substring(0, wholeCharacters(text, limit + OVERLAP)) : text;
        this.asking.set(true);
        try {
            return redactor.redact(name, beginning);
        }
        finally {
            this.asking.remove();
        }
    }

    /**
     * Cuts a text, and hides what the patterns match in it, across the cut too. Throws
     * whatever a pattern throws.
     */
    String mask(String text, int limit) {
        if (!this.hasPatterns) {
            return text.substring(0, wholeCharacters(text, limit));
        }
        int searched = (text.length() - OVERLAP > limit) ? limit + OVERLAP : text.length();
        int end = wholeCharacters(text, limit);
        BitSet hidden = hiddenPlaces(text, searched);
        if (hidden.isEmpty()) {
            return text.substring(0, end);
        }
        StringBuilder masked = new StringBuilder(end);
        int position = 0;
        while (position < end) {
            int hiddenFrom = hidden.nextSetBit(position);
            int shownUntil = (hiddenFrom >= 0) ? Math.min(hiddenFrom, end) : end;
            masked.append(text, position, shownUntil);
            position = shownUntil;
            if (position < end) {
                masked.append(PLACEHOLDER);
                position = hidden.nextClearBit(position);
            }
        }
        return masked.toString();
    }

    private BitSet hiddenPlaces(String text, int length) {
        BitSet hidden = new BitSet();
        for (Pattern pattern : this.patterns) {
            Matcher matcher = pattern.matcher(new ReadLimitedText(text, length));
            while (matcher.find()) {
                hidden.set(matcher.start(), matcher.end());
            }
        }
        return hidden;
    }

    /** The length of a beginning of at most this length that splits no character. */
    static int wholeCharacters(CharSequence text, int limit) {
        if (text.length() <= limit) {
            return text.length();
        }
        return (limit > 0 && Character.isHighSurrogate(text.charAt(limit - 1))) ? limit - 1 : limit;
    }

    /** Whether anybody looks at names of properties, which are written in the code. */
    boolean hasPatterns() {
        return this.hasPatterns;
    }

    /** Whether anybody looks at texts. */
    boolean readsTexts() {
        return this.readsTexts;
    }

    boolean hasRedactor() {
        return this.redactor != null;
    }

    private static List<String> words(String name) {
        return Arrays.stream(WORD_BOUNDARY.split(name))
            .filter((word) -> !word.isEmpty())
            .map((word) -> word.toLowerCase(Locale.ROOT))
            .toList();
    }

    /**
     * A key by its words. A long one is also found where words are written as one.
     *
     * @param words the words, lower case
     * @param joined the words without anything between them
     */
    private record Key(List<String> words, String joined) {

        /** Shorter keys are the end of too many harmless words, as pan is of span. */
        private static final int MIN_JOINED_LENGTH = 5;

        static Key of(String key) {
            List<String> words = Redaction.words(key);
            return new Key(words, String.join("", words));
        }

        boolean matches(List<String> name, String joinedName) {
            int from = name.size() - this.words.size();
            boolean endsWithWords = from >= 0 && name.subList(from, name.size()).equals(this.words);
            return endsWithWords || (this.joined.length() >= MIN_JOINED_LENGTH && joinedName.endsWith(this.joined));
        }

    }

}
