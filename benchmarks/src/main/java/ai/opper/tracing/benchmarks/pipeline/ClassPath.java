// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.io.File;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an application under measurement has on its class path. */
final class ClassPath {

    /** What else this module needs. */
    private static final Pattern PEERS = Pattern.compile(
            ".*(opentelemetry|sentry|brave|zipkin|jmh|micrometer-tracing|opper-tracing-test|HdrHistogram|assertj).*");

    private static final Pattern WEB = Pattern.compile(".*(tomcat|webmvc|servlet).*");

    private static final Pattern LIBRARY = Pattern
        .compile(".*(opper-tracing-core|opper-tracing-spring-boot-starter).*");

    private ClassPath() {
    }

    /**
     * Takes from the class path of this process what an application needs.
     * @param library whether it has this library
     * @param web whether it has a web server
     * @return the class path
     */
    static String of(boolean library, boolean web) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter((entry) -> !PEERS.matcher(entry).matches())
            .filter((entry) -> web || !WEB.matcher(entry).matches())
            .filter((entry) -> library || !LIBRARY.matcher(entry).matches())
            .collect(Collectors.joining(File.pathSeparator));
    }

}
