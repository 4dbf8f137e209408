// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import ai.opper.tracing.autoconfigure.LocalOpperProperties;
import ai.opper.tracing.autoconfigure.OpperTracingProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Holds the documents to what they point at: files, headings, artifacts, settings. */
class DocsReferencesTest {

    private static final Path ROOT = Documents.ROOT;

    /** The pictures are left out: a script makes them. */
    private static final Pattern LINK = Pattern
        .compile("(?<!\\!\\[[^\\]]{0,200})\\]\\(([^)#:\\s]*)(?:#([^)\\s]*))?\\)");

    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

    private static final Pattern PROPERTIES = Pattern.compile("^```properties\\n(.*?)^```",
            Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern MAVEN = Pattern.compile(
            "<groupId>ai\\.opper</groupId>\\s*<artifactId>([^<]+)</artifactId>(?:\\s*<version>([^<]+)</version>)?");

    private static final Pattern GRADLE = Pattern.compile("ai\\.opper:([a-z-]+)(?::([\\w.-]+))?");

    @Test
    void links_leadToFilesAndHeadings() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : Documents.all()) {
            Matcher link = LINK.matcher(withoutCode(document));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
                boolean heading = link.group(2) == null || link.group(2).isEmpty();
                if (!Files.exists(target) || (!heading && !anchors(target).contains(link.group(2)))) {
                    broken.add(ROOT.relativize(document) + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static String withoutCode(Path document) throws IOException {
        return FENCED.matcher(Files.readString(document)).replaceAll("");
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path document) throws IOException {
        return HEADING.matcher(withoutCode(document))
            .results()
            .map((heading) -> heading.group(1).toLowerCase(Locale.ROOT))
            .map((heading) -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
            .collect(Collectors.toSet());
    }

    @Test
    void coordinates_areThoseOfModules() throws IOException {
        String version = first("<version>([^<]+)</version>", ROOT.resolve("pom.xml"));
        Set<String> known = new TreeSet<>();
        for (Path module : Documents.modules()) {
            known.add(first("<artifactId>(opper-tracing-[^<]+)</artifactId>", module.resolve("pom.xml")));
            known.add(module.getFileName().toString());
        }
        int found = 0;
        for (Path document : Documents.all()) {
            String text = Files.readString(document);
            for (Pattern pattern : List.of(MAVEN, GRADLE)) {
                for (MatchResult coordinates : pattern.matcher(text).results().toList()) {
                    found++;
                    assertThat(known).as("artifacts, for %s", document).contains(coordinates.group(1));
                    assertThat(coordinates.group(2)).as("version in %s", document).isIn(null, version);
                }
            }
        }
        assertThat(found).isGreaterThan(5);
    }

    private static String first(String pattern, Path file) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
        return matcher.find() ? matcher.group(1) : "";
    }

    @Test
    void propertiesBlocks_canBeBound() throws IOException {
        int blocks = 0;
        for (Path document : Documents.all()) {
            for (MatchResult block : PROPERTIES.matcher(Files.readString(document)).results().toList()) {
                blocks++;
                Properties properties = new Properties();
                properties.load(new StringReader(block.group(1)));
                Binder binder = new Binder(new MapConfigurationPropertySource(properties));
                assertThatCode(() -> {
                    binder.bindOrCreate("opper.tracing", OpperTracingProperties.class);
                    binder.bindOrCreate("opper.local", LocalOpperProperties.class);
                }).as("%s in %s", block.group(1), document).doesNotThrowAnyException();
            }
        }
        assertThat(blocks).isGreaterThan(10);
    }

}
