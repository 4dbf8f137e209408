// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code StructuredTaskScope}, which JDK 25 has as a preview: this project's Java 17
 * cannot name it, so a JVM of its own compiles and runs a program that does.
 */
@EnabledForJreRange(min = JRE.JAVA_25, max = JRE.JAVA_25)
class StructuredConcurrencyTest {

    private static final String PROGRAM = """
            import java.util.concurrent.Callable;
            import java.util.concurrent.StructuredTaskScope;

            import ai.opper.tracing.OpperTracer;
            import ai.opper.tracing.test.RecordedSpans;
            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
            import org.springframework.context.annotation.Bean;

            @EnableAutoConfiguration
            public class Program {

                @Bean
                RecordedSpans spans() {
                    return new RecordedSpans();
                }

                public static void main(String[] arguments) throws Exception {
                    try (var context = SpringApplication.run(Program.class, arguments)) {
                        OpperTracer tracer = context.getBean(OpperTracer.class);
                        tracer.inSpanChecked("scope", () -> {
                            try (var scope = StructuredTaskScope.open()) {
                                Callable<String> wrapped = () -> tracer.inSpan("wrapped", () -> "value");
                                scope.fork(tracer.wrap(wrapped));
                                scope.fork(() -> tracer.inSpan("bare", () -> "value"));
                                scope.join();
                            }
                            return "done";
                        });
                        RecordedSpans spans = context.getBean(RecordedSpans.class);
                        for (String name : new String[] { "wrapped", "bare" }) {
                            var parent = spans.span(name).parent();
                            System.out.println(name + " below " + ((parent != null) ? parent.name() : "nothing"));
                        }
                    }
                }

            }
            """;

    @Test
    void wrappedForks_findTheirParent(@TempDir Path directory) throws Exception {
        Path source = Files.writeString(directory.resolve("Program.java"), PROGRAM);
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin/java",
                "--enable-preview", "--source", "25", "-cp", System.getProperty("java.class.path"), source.toString(),
                "--spring.main.web-application-type=none", "--opper.local.enabled=false")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output)).contains("wrapped below scope").contains("bare below nothing");
    }

}
