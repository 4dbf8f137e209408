// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the IDE knows of our properties.
 *
 * @param groups the names of groups
 * @param properties the properties, by name
 */
record ConfigurationMetadata(Set<String> groups, SortedMap<String, JsonNode> properties) {

    private static final Pattern OURS = Pattern.compile("opper\\..*|management\\..*oppertracing.*");

    static ConfigurationMetadata read() throws IOException {
        ConfigurationMetadata metadata = new ConfigurationMetadata(new TreeSet<>(), new TreeMap<>());
        Enumeration<URL> files = ConfigurationMetadata.class.getClassLoader()
            .getResources("META-INF/spring-configuration-metadata.json");
        while (files.hasMoreElements()) {
            try (InputStream in = files.nextElement().openStream()) {
                metadata.add(JsonMapper.shared().readTree(in));
            }
        }
        return metadata;
    }

    private void add(JsonNode file) {
        for (JsonNode group : file.path("groups")) {
            String name = group.path("name").asString("");
            if (OURS.matcher(name).matches()) {
                this.groups.add(name);
            }
        }
        for (JsonNode property : file.path("properties")) {
            String name = property.path("name").asString("");
            if (OURS.matcher(name).matches()) {
                this.properties.put(name, property);
            }
        }
    }

    /** Whether it is the name of a property, of a group, or of an entry of a map. */
    boolean knows(String name) {
        return this.groups.contains(name) || this.properties.containsKey(name)
                || this.properties.entrySet().stream().anyMatch((property) -> isEntry(property, name));
    }

    private static boolean isEntry(Map.Entry<String, JsonNode> property, String name) {
        return name.startsWith(property.getKey() + ".")
                && property.getValue().path("type").asString("").startsWith("java.util.Map");
    }

}
