// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.tiny;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes with the starter, and nothing else, is what docs/dependencies.md says. */
class ClassPathIT {

    private static final Set<String> OF_LOCAL_OPPER = Set.of("h2", "spring-jdbc", "spring-tx", "opentelemetry-proto",
            "protobuf-java");

    private static final List<String> OF_TESTS = List.of("junit-", "surefire-", "maven-surefire", "opentest4j",
            "apiguardian-api", "assertj-core", "byte-buddy");

    @Test
    void classPath_isWhatTheDocumentLists() throws IOException {
        assertThat(onTheClassPath()).isEqualTo(inTheDocument());
    }

    private static Set<String> inTheDocument() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "dependencies.md"));
        String start = "```text\n";
        int list = page.indexOf(start) + start.length();
        return new TreeSet<>(page.substring(list, page.indexOf("```", list)).lines().toList());
    }

    private static Set<String> onTheClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter((entry) -> entry.toString().endsWith(".jar") && !isOurs(entry.getFileName().toString()))
            .map(ClassPathIT::artifact)
            .filter((artifact) -> !OF_LOCAL_OPPER.contains(artifact))
            .filter((artifact) -> OF_TESTS.stream().noneMatch(artifact::startsWith))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOurs(String file) {
        return file.startsWith("opper-tracing-") || file.startsWith("tiny-app-");
    }

    /** In a Maven repository a jar is in a directory of its artifact and version. */
    private static String artifact(Path jar) {
        return jar.getParent().getParent().getFileName().toString();
    }

}
