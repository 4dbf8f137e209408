// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The options of {@code java -jar}; an option on the command line wins over the
 * environment.
 *
 * @param settings what they say
 * @param help whether help was asked for
 */
record CommandLine(LocalOpperSettings settings, boolean help) {

    static final String HELP = """
            Local Opper: an Opper-compatible API and trace viewer on this machine.

              --opper.local.port=<port>         port to listen on; 4319, 0 for any free one
              --opper.local.address=<address>   address to listen on; 127.0.0.1
              --opper.local.database=<url>      JDBC URL; a file in .opper/local of your home directory
              --opper.local.token=<token>       what clients must send as bearer; none
              --help                            this text

            Each option can be an environment variable: OPPER_LOCAL_PORT, OPPER_LOCAL_ADDRESS,
            OPPER_LOCAL_DATABASE, OPPER_LOCAL_TOKEN.
            """;

    private static final List<String> OPTIONS = List.of("opper.local.port", "opper.local.address",
            "opper.local.database", "opper.local.token");

    static CommandLine parse(String[] arguments, Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        for (String option : OPTIONS) {
            String value = environment.get(option.toUpperCase(Locale.ROOT).replace('.', '_'));
            if (value != null && !value.isBlank()) {
                values.put(option, value);
            }
        }
        boolean help = false;
        for (String argument : arguments) {
            if (argument.equals("--help") || argument.equals("-h")) {
                help = true;
            }
            else {
                read(argument, values);
            }
        }
        return new CommandLine(settings(values), help);
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
                values.get("opper.local.database"), values.get("opper.local.token"));
    }

    private static int number(String port) {
        try {
            return Integer.parseInt(port);
        }
        catch (NumberFormatException ex) {
            throw new IllegalArgumentException("opper.local.port must be a number, but is %s.".formatted(port), ex);
        }
    }

}
