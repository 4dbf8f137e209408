// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Opper's published client for Node.js, pointed at Local Opper. Skipped where there is no
 * Node.js, or where npm cannot install the client.
 */
class OpperNodeClientIT {

    private static final String CLIENT = "opperai@3.4.1";

    private static final long MINUTES = 5;

    private final Path directory = Path.of("target", "opperai").toAbsolutePath();

    @Test
    void client_findsEverythingThatItKnows() throws Exception {
        install();
        String script = "client.mjs";
        try (InputStream in = getClass().getResourceAsStream("opperai-client.mjs")) {
            Files.copy(Objects.requireNonNull(in), this.directory.resolve(script), StandardCopyOption.REPLACE_EXISTING);
        }
        try (LocalOpper opper = LocalOpper.start(RunningOpper.settings().withToken("let-me-in"))) {
            Result result = run(Map.of("OPPER_URL", opper.url().toString(), "OPPER_TOKEN", "let-me-in"), "node",
                    script);
            assertThat(result.output()).contains("opperai speaks with Local Opper");
            assertThat(result.status()).isZero();
        }
    }

    private void install() throws Exception {
        Files.createDirectories(this.directory);
        Assumptions.assumeTrue(there("node") && there("npm"), "The client is not tried: Node.js with npm is not here");
        if (!Files.isDirectory(this.directory.resolve("node_modules/opperai/dist"))) {
            Result result = run(Map.of(), "npm", "install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts",
                    "--prefix", this.directory.toString(), CLIENT);
            Assumptions.assumeTrue(result.status() == 0, "The client is not tried: npm cannot install " + CLIENT);
        }
    }

    private boolean there(String program) throws InterruptedException {
        try {
            return run(Map.of(), program, "--version").status() == 0;
        }
        catch (IOException ex) {
            return false;
        }
    }

    private Result run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(this.directory.toFile())
            .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private record Result(int status, String output) {
    }

}
