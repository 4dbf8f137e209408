// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;

/** Writes the page that explains every property, a table for each group of them. */
final class ConfigurationReference {

    private static final String INTRODUCTION = """
            # Configuration

            Every property, as an IDE shows it. Durations are written like `500ms`, `10s` or `1h`, sizes like `16KB`. A value that
            does not fit stops the start of the application with a sentence that says what does.

            This page is written from the Javadoc of the properties by a test:
            [CONTRIBUTING.md](../CONTRIBUTING.md#documents) says how.
            """;

    private static final Pattern QUOTED = Pattern.compile("(?<!\\w)'([^']+)'(?!\\w)");

    private static final Pattern PACKAGES = Pattern.compile("\\b(?:\\w+\\.)+");

    private static final String NOTHING = "";

    private static final Comparator<String> OURS_FIRST = Comparator
        .comparing((String group) -> group.startsWith("management"))
        .thenComparing((group) -> group.startsWith("opper.local"))
        .thenComparing(Comparator.naturalOrder());

    private final ConfigurationMetadata metadata;

    ConfigurationReference(ConfigurationMetadata metadata) {
        this.metadata = metadata;
    }

    String text() {
        Map<String, StringBuilder> tables = new TreeMap<>(OURS_FIRST);
        this.metadata.properties()
            .forEach((name, property) -> tables
                .computeIfAbsent(name.substring(0, name.lastIndexOf('.')), ConfigurationReference::beginning)
                .append(row(name, property)));
        return INTRODUCTION + String.join("", tables.values());
    }

    private static StringBuilder beginning(String group) {
        return new StringBuilder("\n## ").append(group)
            .append("\n\n| property | type | default | meaning |\n|---|---|---|---|\n");
    }

    private static String row(String name, JsonNode property) {
        return "| `" + name + "` | " + type(property.path("type").asString()) + " | "
                + standard(property.path("defaultValue")) + " | "
                + prose(property.path("description").asString(NOTHING)) + " |\n";
    }

    /** The constants of an enum are what can be written. */
    private static String type(String className) {
        Class<?> type = ClassUtils.resolveClassName(className.replaceAll("<.*", NOTHING), null);
        Object[] constants = type.getEnumConstants();
        if (constants != null) {
            return Arrays.stream(constants)
                .map((constant) -> code(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .collect(Collectors.joining(", "));
        }
        return code(PACKAGES.matcher(className).replaceAll(NOTHING));
    }

    private static String standard(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                .map((each) -> code(each.asString()))
                .collect(Collectors.joining(", "));
        }
        return value.isMissingNode() ? NOTHING : code(value.asString());
    }

    private static String prose(String text) {
        return QUOTED.matcher(text).replaceAll("`$1`").replace("|", "\\|");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

}
