// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import org.jspecify.annotations.Nullable;

/**
 * An order of traces. What has no value comes last in both directions.
 *
 * @param key what is compared
 * @param descending whether the largest comes first
 */
public record TraceSort(Key key, boolean descending) {

    /** Newest first. */
    public static final TraceSort NEWEST = new TraceSort(Key.START_TIME, true);

    String orderBy() {
        String direction = this.descending ? " desc" : " asc";
        String nullsLast = this.key.nullable ? this.key.column + " is null, " : "";
        return nullsLast + this.key.column + direction + ", t.no" + direction;
    }

    /**
     * The condition for what comes after a place in the list.
     * @param value the key's value there, or null when it has none
     * @param including whether that place is wanted, too
     * @return a condition with the parameters {@code key} and {@code no}
     */
    String after(@Nullable Object value, boolean including) {
        String than = this.descending ? "<" : ">";
        String number = "t.no " + than + (including ? "=" : "") + " :no";
        String column = this.key.column;
        if (value == null) {
            return "(%s is null and %s)".formatted(column, number);
        }
        String after = "%1$s %2$s= :key and (%1$s %2$s :key or %3$s)".formatted(column, than, number);
        return this.key.nullable ? "((%s) or %s is null)".formatted(after, column) : "(" + after + ")";
    }

    /** What traces can be sorted by. */
    public enum Key {

        /** When it began. */
        START_TIME("t.start_us", false),
        /** How long it took; what runs takes longest. */
        DURATION("coalesce(t.duration_us, 9223372036854775807)", false),
        /** Dollars. */
        COST("t.cost", true),
        /** Tokens in all. */
        TOKENS("t.total_tokens", true),
        /** How many spans it has. */
        SPANS("t.span_count", false),
        /** The root's score. */
        SCORE("t.score", true),
        /** The root's name. */
        NAME("t.name", false);

        private final String column;

        private final boolean nullable;

        Key(String column, boolean nullable) {
            this.column = column;
            this.nullable = nullable;
        }

        String column() {
            return this.column;
        }

    }

}
