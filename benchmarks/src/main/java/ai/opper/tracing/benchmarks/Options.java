// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.springframework.boot.convert.DurationStyle;

/**
 * The options of a command, such as {@code --duration=10s}. Remembers which ones were
 * asked for, so that a misspelt one does not go unnoticed.
 */
public final class Options {

    private final Map<String, String> given;

    private final Map<String, String> used = new LinkedHashMap<>();

    private Options(Map<String, String> given) {
        this.given = given;
    }

    /**
     * Reads options.
     * @param arguments each {@code --name=value}
     * @return the options
     * @throws IllegalArgumentException when one does not look like that
     */
    public static Options of(List<String> arguments) {
        Map<String, String> given = new TreeMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException(
                        "'" + argument + "' is not an option; options look like --duration=60s.");
            }
            given.put(argument.substring("--".length(), equals), argument.substring(equals + 1));
        }
        return new Options(given);
    }

    public Duration duration(String name, String otherwise) {
        return value(name, otherwise, (text) -> DurationStyle.detect(text).parse(text));
    }

    public int number(String name, int otherwise) {
        return value(name, Integer.toString(otherwise), Integer::parseInt);
    }

    public long longNumber(String name, long otherwise) {
        return value(name, Long.toString(otherwise), Long::parseLong);
    }

    public String text(String name, String otherwise) {
        return value(name, otherwise, Function.identity());
    }

    private <T> T value(String name, String otherwise, Function<String, T> reading) {
        String text = this.given.getOrDefault(name, otherwise);
        this.used.put(name, text);
        return reading.apply(text);
    }

    /**
     * Complains about options that nothing has asked for.
     * @throws IllegalArgumentException when there is one; it lists those that exist
     */
    public void checkAllUsed() {
        for (String name : this.given.keySet()) {
            if (!this.used.containsKey(name)) {
                throw new IllegalArgumentException("There is no option --" + name + "; there are " + this.used + ".");
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        this.used.forEach((name, value) -> text.append(" --").append(name).append('=').append(value));
        return text.toString().strip();
    }

}
