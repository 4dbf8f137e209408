// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.junit.jupiter.api.Test;

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
        ConfigurationMetadata metadata = ConfigurationMetadata.read();
        for (Path document : Documents.all()) {
            Matcher property = PROPERTY.matcher(Files.readString(document));
            while (property.find()) {
                assertThat(metadata.knows(property.group()) || METERS.contains(property.group()))
                    .as("%s in %s", property.group(), document)
                    .isTrue();
            }
        }
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }

}
