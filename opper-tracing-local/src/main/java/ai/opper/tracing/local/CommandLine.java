// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.unit.DataSize;

/**
 * The options of {@code java -jar}; an option on the command line wins over the
 * environment.
 *
 * @param settings what they say
 * @param help whether help was asked for
 * @param task what is done with a file instead of serving, or null
 */
record CommandLine(LocalOpperSettings settings, boolean help, @Nullable FileTask task) {

    static final String HELP = """
            Local Opper: an Opper-compatible API and trace viewer on this machine.

              --opper.local.port=<port>         port to listen on; 4319, 0 for any free one
              --opper.local.address=<address>   address to listen on; 127.0.0.1
              --opper.local.database=<url>      JDBC URL of H2 or PostgreSQL; a file in .opper/local of your home directory
              --opper.local.token=<token>       what clients must send as bearer; none
              --opper.local.retention.max-age=<time>    how long traces are kept; 30d, 0 for ever
              --opper.local.retention.max-size=<size>   how much is kept; 2GB, 0 for any size
              --help                            this text

            Instead of serving:

              export <file>                     writes all traces to a file, one a line
              import <file>                     reads traces from such a file, or from one of OTLP/JSON

            Each option can be an environment variable: OPPER_LOCAL_PORT, OPPER_LOCAL_ADDRESS,
            OPPER_LOCAL_DATABASE, OPPER_LOCAL_TOKEN, OPPER_LOCAL_RETENTION_MAX_AGE,
            OPPER_LOCAL_RETENTION_MAX_SIZE.
            """;

    private static final List<String> OPTIONS = List.of("opper.local.port", "opper.local.address",
            "opper.local.database", "opper.local.token", "opper.local.retention.max-age",
            "opper.local.retention.max-size");

    static CommandLine parse(String[] arguments, Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        for (String option : OPTIONS) {
            String value = environment.get(option.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
            if (value != null && !value.isBlank()) {
                values.put(option, value);
            }
        }
        boolean help = false;
        FileTask task = null;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--help") || argument.equals("-h")) {
                help = true;
            }
            else if (argument.equals("import") || argument.equals("export")) {
                if (++i == arguments.length) {
                    throw new IllegalArgumentException("%1$s needs a file: %1$s <file>.".formatted(argument));
                }
                task = new FileTask(argument.equals("import"), Path.of(arguments[i]));
            }
            else {
                read(argument, values);
            }
        }
        return new CommandLine(settings(values), help, task);
    }

    private static void read(String argument, Map<String, String> values) {
        int equals = argument.indexOf('=');
        String name = argument.substring(0, (equals >= 0) ? equals : argument.length());
        if (!name.startsWith("--") || !OPTIONS.contains(name.substring(2))) {
            throw new IllegalArgumentException(
                    "%s is not an option of Local Opper; --help lists them.".formatted(name));
        }
        if (equals < 0) {
            throw new IllegalArgumentException("%s needs a value: %s=<value>.".formatted(name, name));
        }
        values.put(name.substring(2), argument.substring(equals + 1));
    }

    private static LocalOpperSettings settings(Map<String, String> values) {
        LocalOpperSettings defaults = LocalOpperSettings.defaults();
        String port = values.getOrDefault("opper.local.port", String.valueOf(defaults.port()));
        return new LocalOpperSettings(values.getOrDefault("opper.local.address", defaults.address()), number(port),
                values.get("opper.local.database"), values.get("opper.local.token"), retention(values));
    }

    private static LocalOpperRetention retention(Map<String, String> values) {
        LocalOpperRetention defaults = LocalOpperRetention.defaults();
        return new LocalOpperRetention(
                read(values, "opper.local.retention.max-age", defaults.maxAge(), DurationFormatterUtils::detectAndParse,
                        "a time such as 30d, 12h or 0s"),
                read(values, "opper.local.retention.max-size", defaults.maxSize(), DataSize::parse,
                        "a size such as 2GB, 500MB or 0"));
    }

    private static <T> T read(Map<String, String> values, String option, T fallback, Function<String, T> parser,
            String what) {
        String text = values.get(option);
        if (text == null) {
            return fallback;
        }
        try {
            return text.equals("0") ? parser.apply(text + (fallback instanceof Duration ? "s" : "B"))
                    : parser.apply(text);
        }
        catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException("%s must be %s, but is %s.".formatted(option, what, text), ex);
        }
    }

    private static int number(String port) {
        try {
            return Integer.parseInt(port);
        }
        catch (NumberFormatException ex) {
            throw new IllegalArgumentException("opper.local.port must be a number, but is %s.".formatted(port), ex);
        }
    }

    /**
     * What is done with a file.
     *
     * @param reads whether it is read, and not written
     * @param file the file
     */
    record FileTask(boolean reads, Path file) {
    }

}
