// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Starting, joining, failing and stopping. */
class LocalOpperTest {

    @TempDir
    Path directory;

    @Test
    void start_servesAndSaysWhatItIs() {
        try (LocalOpper opper = LocalOpper.start(RunningOpper.settings())) {
            assertThat(opper.joined()).isFalse();
            assertThat(opper.url().getHost()).isEqualTo("127.0.0.1");
            Api.Reply identity = new Api(opper.url()).get("/local-opper").expect(200);
            assertThat(identity.text("name")).isEqualTo("Local Opper");
            assertThat(identity.text("version")).matches("\\d+\\.\\d+\\.\\d+.*");
        }
    }

    @Test
    void start_joinsTheOneThatRuns() {
        try (LocalOpper first = LocalOpper.start(RunningOpper.settings())) {
            LocalOpper second = LocalOpper.start(RunningOpper.settings().withPort(first.url().getPort()));
            assertThat(second.joined()).isTrue();
            assertThat(second.url()).isEqualTo(first.url());
            second.close();
            new Api(first.url()).get("/v2/traces").expect(200);
        }
    }

    @Test
    void start_saysThatPortIsTakenByOtherServer() throws IOException {
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.start();
        try {
            LocalOpperSettings settings = RunningOpper.settings().withPort(stranger.getAddress().getPort());
            assertThatExceptionOfType(LocalOpperUnavailableException.class).isThrownBy(() -> LocalOpper.start(settings))
                .withMessageContaining("opper.local.port")
                .withMessageContaining("127.0.0.1:" + stranger.getAddress().getPort());
        }
        finally {
            stranger.stop(0);
        }
    }

    @Test
    void start_saysThatPortIsTakenBySilentListener() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalOpperSettings settings = RunningOpper.settings().withPort(silent.getLocalPort());
            assertThatExceptionOfType(LocalOpperUnavailableException.class).isThrownBy(() -> LocalOpper.start(settings))
                .withMessageContaining("opper.local.port");
        }
    }

    @Test
    void start_saysThatDatabaseCannotBeOpenedAndFreesPort() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        LocalOpperSettings settings = RunningOpper.settings().withPort(port).withDatabase("jdbc:nosuch:thing");
        assertThatExceptionOfType(LocalOpperUnavailableException.class).isThrownBy(() -> LocalOpper.start(settings))
            .withMessageContaining("opper.local.database");
        try (LocalOpper opper = LocalOpper.start(RunningOpper.settings().withPort(port))) {
            assertThat(opper.joined()).isFalse();
        }
    }

    @Test
    void start_refusesOtherMachinesWithoutToken() {
        assertThatExceptionOfType(LocalOpperUnavailableException.class)
            .isThrownBy(() -> LocalOpper.start(RunningOpper.settings().withAddress("0.0.0.0")))
            .withMessageContaining("opper.local.token");
        try (LocalOpper opper = LocalOpper.start(RunningOpper.settings().withAddress("0.0.0.0").withToken("t"))) {
            new Api(opper.url()).get("/v2/traces", "Authorization", "Bearer t").expect(200);
        }
    }

    @Test
    void start_refusesUnknownAddress() {
        assertThatExceptionOfType(LocalOpperUnavailableException.class)
            .isThrownBy(() -> LocalOpper.start(RunningOpper.settings().withAddress("no-such-host.invalid")))
            .withMessageContaining("opper.local.address");
    }

    @Test
    void close_keepsTracesInFileAndFreesIt() {
        LocalOpperSettings settings = RunningOpper.settings()
            .withDatabase("jdbc:h2:file:" + this.directory.resolve("t").toAbsolutePath());
        String id;
        try (LocalOpper opper = LocalOpper.start(settings)) {
            id = new Api(opper.url()).span("{\"name\":\"kept\"}");
        }
        try (LocalOpper opper = LocalOpper.start(settings)) {
            assertThat(new Api(opper.url()).get("/v2/spans/" + id).expect(200).text("name")).isEqualTo("kept");
        }
    }

    @Test
    void close_leavesNoThreadBehindAndAllWereDaemons() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        LocalOpper opper = LocalOpper.start(RunningOpper.settings());
        new Api(opper.url()).span("{\"name\":\"x\"}");
        assertThat(ours(before)).isNotEmpty().allMatch(Thread::isDaemon);
        opper.close();
        opper.close();
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(ours(before)).isEmpty());
    }

    @Test
    void close_endsOpenPagesStreams() throws Exception {
        LocalOpper opper = LocalOpper.start(RunningOpper.settings());
        HttpRequest request = HttpRequest.newBuilder(opper.url().resolve("/local/api/events")).build();
        HttpResponse<InputStream> stream = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        BufferedReader reader = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        assertThat(reader.readLine()).isEqualTo("event:hello");
        CompletableFuture<Long> rest = CompletableFuture.supplyAsync(() -> reader.lines().count());
        opper.close();
        assertThat(rest).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void settings_refuseWhatCannotBe() {
        LocalOpperSettings defaults = LocalOpperSettings.defaults();
        assertThat(defaults).isEqualTo(new LocalOpperSettings("127.0.0.1", 4319, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withPort(65536))
            .withMessageContaining("opper.local.port");
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withAddress(" "))
            .withMessageContaining("opper.local.address");
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withToken(""))
            .withMessageContaining("opper.local.token");
        assertThat(defaults.withToken("s3cret").toString()).doesNotContain("s3cret");
        assertThat(defaults.databaseUrl()).startsWith("jdbc:h2:file:").contains(".opper");
    }

    private static Set<Thread> ours(Set<Thread> before) {
        return Thread.getAllStackTraces()
            .keySet()
            .stream()
            .filter((thread) -> !before.contains(thread))
            .filter((thread) -> thread.getName().startsWith("local-opper") || thread.getName().contains("H2")
                    || thread.getName().contains("MVStore"))
            .collect(Collectors.toSet());
    }

}
