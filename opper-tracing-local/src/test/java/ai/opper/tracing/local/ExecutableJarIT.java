// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@code java -jar} in a process of its own: started, stopped, killed. */
class ExecutableJarIT {

    private static final String ANNOUNCEMENT = "Local Opper: ";

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : this.started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void kill_losesNothingThatWasConfirmed() throws Exception {
        for (int round = 0; round < 2; round++) {
            Process process = start("--opper.local.port=0");
            Api api = new Api(address(process));
            List<String> confirmed = new ArrayList<>();
            ExecutorService client = Executors.newSingleThreadExecutor();
            Future<?> writing = client.submit(() -> write(api, confirmed));
            while (count(confirmed) < 100) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().waitFor();
            assertThat(process.exitValue()).isNotZero();
            writing.get(10, TimeUnit.SECONDS);
            client.shutdown();
            Process again = start("--opper.local.port=0");
            Api after = new Api(address(again));
            assertThat(confirmed).hasSizeGreaterThanOrEqualTo(100)
                .allSatisfy((id) -> after.get("/v2/spans/" + id).expect(200));
            again.destroyForcibly().waitFor();
        }
    }

    @Test
    void terminate_stopsInOrder() throws Exception {
        Process process = start("--opper.local.port=0");
        Api api = new Api(address(process));
        String id = api.span("{\"name\":\"kept\"}");
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        try (LocalOpper opper = LocalOpper.start(RunningOpper.settings().withDatabase(database()))) {
            new Api(opper.url()).get("/v2/spans/" + id).expect(200);
        }
    }

    @Test
    void database_inUseByOtherProcessIsSaid() throws Exception {
        Process process = start("--opper.local.port=0");
        address(process);
        assertThatExceptionOfType(LocalOpperUnavailableException.class)
            .isThrownBy(() -> LocalOpper.start(RunningOpper.settings().withDatabase(database())))
            .withMessageContaining("another process has it open")
            .withMessageContaining("opper.local.database");
    }

    @Test
    void start_fromManyProcessesLeavesOneServer() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start("--opper.local.port=" + port));
        }
        List<String> lines = new ArrayList<>();
        for (Process process : processes) {
            lines.add(firstLine(process));
        }
        assertThat(lines).filteredOn((line) -> line.startsWith(ANNOUNCEMENT)).hasSize(1);
        assertThat(lines).filteredOn((line) -> line.startsWith("Local Opper is running already: ")).hasSize(2);
    }

    @Test
    void unknownOption_exitsWithTwo() throws Exception {
        Process process = start("--nonsense");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void output_isOneLine() throws Exception {
        Process process = start("--opper.local.port=0");
        new Api(address(process)).span("{\"name\":\"x\"}");
        // Process.destroy() would close the output that is still to be read.
        process.toHandle().destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.inputReader().lines()).isEmpty();
    }

    private static void write(Api api, List<String> confirmed) {
        try {
            while (true) {
                String id = UUID.randomUUID().toString();
                api.post("/v2/spans", "{\"name\":\"n\",\"id\":\"%s\",\"input\":\"%s\"}".formatted(id, "x".repeat(2000)))
                    .expect(200);
                synchronized (confirmed) {
                    confirmed.add(id);
                }
            }
        }
        catch (IllegalStateException ex) {
            // The server was killed.
        }
    }

    private static int count(List<String> confirmed) {
        synchronized (confirmed) {
            return confirmed.size();
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-jar", jar().toString(), "--opper.local.database=" + database()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf((name) -> name.startsWith("OPPER_LOCAL_"));
        Process process = builder.start();
        this.started.add(process);
        return process;
    }

    private String database() {
        return "jdbc:h2:file:" + this.directory.resolve("traces").toAbsolutePath();
    }

    private static URI address(Process process) throws Exception {
        String line = firstLine(process);
        assertThat(line).startsWith(ANNOUNCEMENT);
        return URI.create(line.substring(ANNOUNCEMENT.length()));
    }

    private static String firstLine(Process process) throws Exception {
        BufferedReader reader = process.inputReader();
        ExecutorService waiting = Executors.newSingleThreadExecutor();
        try {
            return waiting.submit(reader::readLine).get(Duration.ofSeconds(40).toSeconds(), TimeUnit.SECONDS);
        }
        finally {
            waiting.shutdownNow();
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter((file) -> file.toString().endsWith("-exec.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The executable jar has not been packaged."));
        }
    }

}
