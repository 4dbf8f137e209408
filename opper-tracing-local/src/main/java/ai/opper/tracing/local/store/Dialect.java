// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Collection;

/** Where the two databases differ. */
enum Dialect {

    /** H2, in a file or in memory. */
    H2("H2", "select next value for %s from system_range(1, ?)", "h2", ""),

    /** PostgreSQL. */
    POSTGRESQL("PostgreSQL", "select nextval('%s') from generate_series(1, ?)", "postgresql", " for update");

    private final String title;

    private final String nextNumbers;

    private final String suffix;

    private final String lock;

    Dialect(String title, String nextNumbers, String suffix, String lock) {
        this.title = title;
        this.nextNumbers = nextNumbers;
        this.suffix = suffix;
        this.lock = lock;
    }

    static Dialect of(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return H2;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException(
                "only jdbc:h2: and jdbc:postgresql: are known, and the URL begins with neither");
    }

    String title() {
        return this.title;
    }

    String nextNumbers(String sequence) {
        return this.nextNumbers.formatted(sequence);
    }

    String suffix() {
        return this.suffix;
    }

    /** Two numbers' bits, either's. */
    String either(String one, String other) {
        return (this == H2) ? "bitor(%s, %s)".formatted(one, other) : "(%s | %s)".formatted(one, other);
    }

    /** Two numbers' bits, both's. */
    String both(String one, String other) {
        return (this == H2) ? "bitand(%s, %s)".formatted(one, other) : "(%s & %s)".formatted(one, other);
    }

    /** Whether a number has a bit. */
    String hasBit(String number, String bit) {
        return (this == H2) ? "bitget(%s, %s)".formatted(number, bit)
                : "((%s >> cast(%s as integer)) & 1) = 1".formatted(number, bit);
    }

    /** How a list of words is written. */
    String words(Collection<String> words) {
        String joined = String.join(" ", words);
        return (this == H2) ? " " + joined : joined;
    }

    /** The column's value for words that were written so. */
    String wordsValue() {
        return (this == H2) ? "?" : "array_to_tsvector(array_remove(string_to_array(?, ' '), ''))";
    }

    /** The column as words again, with spaces between. */
    String wordsText() {
        return (this == H2) ? "words" : "array_to_string(tsvector_to_array(words), ' ')";
    }

    /** A condition for one word that must begin one of the column's. */
    String wordsBegin(String parameter) {
        return (this == H2) ? "w.words like %s escape '!'".formatted(parameter)
                : "w.words @@ cast(%s as tsquery)".formatted(parameter);
    }

    /** The parameter of that condition. */
    String wordPattern(String word) {
        return (this == H2) ? "% " + word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
                : "'" + word.replace("'", "''").replace("\\", "\\\\") + "':*";
    }

    /** Asks for the size of the database in bytes. */
    String size() {
        return (this == H2) ? "select coalesce(sum(cast(setting_value as bigint)), 0) from information_schema.settings "
                + "where setting_name = 'info.FILE_SIZE'" : "select pg_database_size(current_database())";
    }

    /** Keeps others from changing rows that were read; H2 has no others. */
    String lock() {
        return this.lock;
    }

}
