// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.weaving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.example.loadtime.LoadTimeApplication;
import org.aspectj.weaver.loadtime.Agent;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ai.opper.tracing.test.FakeOpperApi;

import static org.assertj.core.api.Assertions.assertThat;

/** An application in a JVM of its own, with AspectJ's agent and without. */
class LoadTimeWeavingIT {

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    @TempDir
    private Path directory;

    @Test
    void agent_letsCallsBeRecordedThatProxiesCannotSeeAndSilencesTheProxyCheck() throws Exception {
        Run run = run("-javaagent:" + Path.of(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(this.api.spans()).as(run.output()).isNotEmpty();
        LetterSpans.assertStored(this.api);
        assertThat(run.output()).doesNotContain("cannot see");
    }

    @Test
    void withoutAgent_theApplicationFailsAndListsTheCalls() throws Exception {
        Run run = run();
        assertThat(run.exitCode()).as(run.output()).isNotZero();
        assertThat(run.output()).contains("APPLICATION FAILED TO START")
            .contains("Letters.greeting is called by write on 'this'")
            .contains("Letters.body is private")
            .contains("Letters.farewell is static")
            .contains("Letters.Envelope.seal is in a class of which there is no bean")
            .contains("opper.tracing.proxy-check=warn");
        assertThat(this.api.requests()).isEmpty();
    }

    private Run run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LoadTimeApplication.class.getName()));
        command.addAll(List.of(LetterSpans.arguments(this.api)));
        Path output = this.directory.resolve("output.txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the application ends").isTrue();
            return new Run(process.exitValue(), Files.readString(output));
        }
        finally {
            process.destroyForcibly();
        }
    }

    /**
     * How an application ended.
     *
     * @param exitCode its exit code
     * @param output all it printed
     */
    private record Run(int exitCode, String output) {
    }

}
