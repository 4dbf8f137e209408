// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.autoconfigure.meter.ExporterMeterDocumentation;
import ai.opper.tracing.autoconfigure.meter.OpperTracingMeterDocumentation;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the documents to what exists: code and properties. */
class DocsSnippetsTest {

    private static final Path ROOT = Documents.ROOT;

    private static final Pattern JAVA = Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern XML = Pattern.compile("^```xml\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern PROPERTY = Pattern.compile("(?<![\\w.-])opper\\.(?:tracing|local)(?:\\.[a-z0-9-]+)*");

    private static final Set<String> METERS = Stream
        .concat(Arrays.stream(OpperTracingMeterDocumentation.values()),
                Arrays.stream(ExporterMeterDocumentation.values()))
        .map(MeterDocumentation::getName)
        .collect(Collectors.toSet());

    @Test
    void javaBlocks_occurInCompiledSources() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path source : Documents.below(ROOT, "/src/(main|test)/java/.*\\.java")) {
            sources.add(plain(Files.readString(source)));
        }
        List<String> unknown = new ArrayList<>();
        int blocks = 0;
        for (Path document : Documents.all()) {
            Matcher block = JAVA.matcher(Files.readString(document));
            while (block.find()) {
                blocks++;
                String code = plain(block.group(1));
                if (sources.stream().noneMatch((source) -> source.contains(code))) {
                    unknown.add(document.getFileName() + ":\n" + block.group(1));
                }
            }
        }
        assertThat(unknown).as("code that is in no Java source of this repository").isEmpty();
        assertThat(blocks).isGreaterThan(10);
    }

    @Test
    void weavingBlocks_areWhatTheWeavingTestsUse() throws IOException {
        String used = plain(Files.readString(ROOT.resolve("weaving-tests/pom.xml")))
                + plain(Files.readString(ROOT.resolve("weaving-tests/src/test/resources/META-INF/aop.xml")));
        Matcher block = XML.matcher(Files.readString(ROOT.resolve("docs/annotations.md")));
        int blocks = 0;
        while (block.find()) {
            blocks++;
            assertThat(used).contains(plain(block.group(1)));
        }
        assertThat(blocks).isEqualTo(2);
    }

    @Test
    void properties_exist() throws IOException {
        Metadata metadata = Metadata.read();
        for (Path document : Documents.all()) {
            Matcher property = PROPERTY.matcher(Files.readString(document));
            while (property.find()) {
                assertThat(metadata.knows(property.group()) || METERS.contains(property.group()))
                    .as("%s in %s", property.group(), document)
                    .isTrue();
            }
        }
    }

    @Test
    void readme_listsEveryProperty() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        Set<String> missing = new TreeSet<>(Metadata.read().names());
        missing.removeIf((name) -> readme.contains("`" + name + "`"));
        assertThat(missing).as("properties that README.md does not explain").isEmpty();
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }

    /** What the IDE knows of our properties. */
    private record Metadata(Set<String> names, Set<String> groups, Set<String> maps) {

        static Metadata read() throws IOException {
            Metadata metadata = new Metadata(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
            Enumeration<java.net.URL> files = Metadata.class.getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json");
            while (files.hasMoreElements()) {
                try (InputStream in = files.nextElement().openStream()) {
                    metadata.add(JsonMapper.shared().readTree(in));
                }
            }
            assertThat(metadata.names).contains("opper.tracing.api-key", "opper.local.port");
            return metadata;
        }

        private void add(JsonNode file) {
            addNames(file.path("groups"), "", this.groups);
            addNames(file.path("properties"), "", this.names);
            addNames(file.path("properties"), "java.util.Map", this.maps);
        }

        private static void addNames(JsonNode nodes, String type, Collection<String> names) {
            for (JsonNode node : nodes) {
                String name = node.path("name").asString("");
                if (name.startsWith("opper.") && node.path("type").asString("").startsWith(type)) {
                    names.add(name);
                }
            }
        }

        boolean knows(String name) {
            return this.names.contains(name) || this.groups.contains(name)
                    || this.maps.stream().anyMatch((map) -> name.startsWith(map + "."));
        }

    }

}
