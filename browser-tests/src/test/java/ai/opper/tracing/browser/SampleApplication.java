// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample application in a process of its own, as a reader of the README has it. */
final class SampleApplication implements AutoCloseable {

    private static final Path JARS = Path.of("..", "sample-app", "target");

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private static final String PLAYED = "see the traces at";

    private final HttpClient http = HttpClient.newHttpClient();

    private final JsonMapper json = JsonMapper.builder().build();

    private final Process process;

    private final Path log;

    private final URI chat;

    private final URI viewer;

    private SampleApplication(Path jar, Path home, int chatPort, int viewerPort) throws IOException {
        this.chat = URI.create("http://localhost:" + chatPort + "/");
        this.viewer = URI.create("http://127.0.0.1:" + viewerPort + "/");
        this.log = home.resolve("sample.log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        this.process = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-Duser.home=" + home, "-jar",
                jar.toString(), "--server.port=" + chatPort, "--opper.local.port=" + viewerPort,
                "--support-desk.viewer-url=http://127.0.0.1:" + viewerPort)
            .redirectErrorStream(true)
            .redirectOutput(this.log.toFile())
            .start();
    }

    static SampleApplication startOrSkip(Path home) throws Exception {
        Optional<Path> jar = jar();
        Assumptions.assumeTrue(jar.isPresent(), "Skipped: there is no sample-app/target/sample-app-*.jar."
                + " Build it with ./mvnw -pl sample-app -am package.");
        SampleApplication sample = new SampleApplication(jar.orElseThrow(), home.toAbsolutePath(), freePort(),
                freePort());
        sample.awaitPlayback();
        return sample;
    }

    private static Optional<Path> jar() throws IOException {
        if (!Files.isDirectory(JARS)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(JARS)) {
            return files.filter((file) -> file.getFileName().toString().matches("sample-app-.*\\.jar")).findFirst();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits for the process's own word that every question has been played. */
    private void awaitPlayback() throws Exception {
        Instant deadline = Instant.now().plus(START_TIMEOUT);
        while (!output().contains(PLAYED)) {
            boolean ended = this.process.waitFor(200, TimeUnit.MILLISECONDS);
            if (ended || Instant.now().isAfter(deadline)) {
                close();
                throw new AssertionError("The sample application did not play its questions:\n" + output());
            }
        }
    }

    private String output() throws IOException {
        return Files.readString(this.log, StandardCharsets.UTF_8);
    }

    URI chat() {
        return this.chat;
    }

    URI viewer() {
        return this.viewer;
    }

    /** Reads JSON from Local Opper. */
    JsonNode get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(this.viewer.resolve(path)).build();
        return this.json.readTree(this.http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** The traces that have arrived, once all of the play-back are there. */
    List<JsonNode> awaitTraces(int count) throws Exception {
        Instant deadline = Instant.now().plusSeconds(30);
        List<JsonNode> traces = traces();
        while (traces.size() < count && Instant.now().isBefore(deadline)) {
            this.process.waitFor(200, TimeUnit.MILLISECONDS);
            traces = traces();
        }
        return traces;
    }

    private List<JsonNode> traces() throws Exception {
        return get("/v2/traces?limit=100").get("data").valueStream().toList();
    }

    @Override
    public void close() throws Exception {
        this.process.destroy();
        if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
            this.process.destroyForcibly();
        }
    }

}
