// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

import ai.opper.tracing.local.store.TracePosition;
import ai.opper.tracing.local.store.TraceSort;
import org.jspecify.annotations.Nullable;

/**
 * Writes sort orders and places in lists as texts for the query, and reads them again.
 */
final class Cursors {

    private Cursors() {
    }

    static TraceSort sort(@Nullable String text) {
        if (text == null) {
            return TraceSort.NEWEST;
        }
        boolean descending = text.startsWith("-");
        String word = descending ? text.substring(1) : text;
        return Arrays.stream(TraceSort.Key.values())
            .filter((key) -> key.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst()
            .map((key) -> new TraceSort(key, descending))
            .orElseThrow(() -> Filters.invalid("sort",
                    "must be start_time, duration, cost, tokens, spans, score or name, with - before it for descending"));
    }

    static @Nullable String write(TraceSort sort, @Nullable TracePosition position) {
        if (position == null) {
            return null;
        }
        Object key = position.key();
        String type = (key == null) ? "0" : (key instanceof String) ? "s" : "n";
        String text = String.join("\n", sort.key().name() + sort.descending(), String.valueOf(position.no()),
                String.valueOf(position.including()), type + ((key != null) ? key.toString() : ""));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable TracePosition read(TraceSort sort, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = text.split("\n", 4);
            if (parts.length == 4 && parts[0].equals(sort.key().name() + sort.descending())) {
                return new TracePosition(key(parts[3]), Long.parseLong(parts[1]), Boolean.parseBoolean(parts[2]));
            }
        }
        catch (IllegalArgumentException ex) {
            // Said below.
        }
        throw Filters.invalid("cursor", "must be the 'first' or 'next' of another answer with the same sort");
    }

    private static @Nullable Object key(String text) {
        String value = text.substring(1);
        return switch (text.charAt(0)) {
            case 's' -> value;
            case 'n' -> number(value);
            default -> null;
        };
    }

    private static Number number(String text) {
        BigDecimal number = new BigDecimal(text);
        return (number.scale() <= 0 && !text.contains("E")) ? (Number) number.longValueExact() : number.doubleValue();
    }

}
