// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** The size of H2's file. */
class H2FileTest {

    private static final int SPANS = 300;

    private static final int PAYLOAD_BYTES = 30_000;

    private final Random random = new Random(1);

    @TempDir
    private Path directory;

    @Test
    void file_shrinksOnceItsTracesAreForgottenAndItIsClosed() throws Exception {
        fill();
        long full = Files.size(file());
        try (LocalOpper opper = start(DataSize.ofKilobytes(100))) {
            Api api = new Api(opper.url());
            Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(api.get("/local/api/status").json().path("trace_count").asInt())
                    .isLessThan(SPANS / 10));
        }
        // H2 has a second at each stop, which is not enough for all of it on a slow disk.
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ZERO)
            .until(() -> Files.size(file()) < full / 2 || startedAndStopped());
    }

    private boolean startedAndStopped() {
        start(DataSize.ofBytes(0)).close();
        return false;
    }

    private void fill() {
        try (LocalOpper opper = start(DataSize.ofBytes(0))) {
            Api api = new Api(opper.url());
            byte[] payload = new byte[PAYLOAD_BYTES];
            for (int i = 0; i < SPANS; i++) {
                this.random.nextBytes(payload);
                api.span("{\"name\":\"n\",\"input\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(payload)));
            }
        }
    }

    private LocalOpper start(DataSize maxSize) {
        String url = "jdbc:h2:file:" + this.directory.resolve("t").toAbsolutePath();
        return LocalOpper.start(RunningOpper.settings()
            .withDatabase(url)
            .withRetention(new LocalOpperRetention(Duration.ZERO, maxSize)));
    }

    private Path file() {
        return this.directory.resolve("t.mv.db");
    }

}
