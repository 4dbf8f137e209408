// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What lists say of a trace, while its spans come faster than its summary is written.
 */
class SummaryTest {

    private static final int SPANS = 100;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void list_showsEverySpanThatWasConfirmed(TestDatabase database) throws Exception {
        try (RunningOpper opper = RunningOpper.on(database)) {
            ExecutorService others = Executors.newSingleThreadExecutor();
            AtomicBoolean over = new AtomicBoolean();
            Future<?> busy = others.submit(() -> {
                while (!over.get()) {
                    opper.api().span("{\"name\":\"other\"}");
                }
            });
            String root = opper.api().span("{\"name\":\"observed\",\"type\":\"agent\"}");
            for (int i = 1; i <= SPANS; i++) {
                opper.api().span(child(root, i));
                JsonNode trace = only(opper.api(), "w" + i);
                assertThat(trace.path("span_count").asInt()).isEqualTo(i + 1);
                assertThat(trace.path("total_tokens").asInt()).isEqualTo(i);
            }
            over.set(true);
            busy.get();
            others.shutdown();
        }
    }

    @Test
    void list_showsWhatWasConfirmedBeforeTheProcessWasKilled() throws Exception {
        for (int round = 0; round < 3; round++) {
            Path file = this.directory.resolve("killed-" + round + ".mv.db");
            try (LocalOpper opper = start("running-" + round)) {
                Api api = new Api(opper.url());
                String root = api.span("{\"name\":\"observed\",\"type\":\"agent\"}");
                for (int i = 1; i <= SPANS; i++) {
                    api.span(child(root, i));
                }
                // What a process leaves that is killed now.
                Files.copy(this.directory.resolve("running-" + round + ".mv.db"), file);
            }
            try (LocalOpper opper = start("killed-" + round)) {
                JsonNode trace = only(new Api(opper.url()), "w" + SPANS);
                assertThat(trace.path("span_count").asInt()).isEqualTo(SPANS + 1);
                assertThat(trace.path("total_tokens").asInt()).isEqualTo(SPANS);
            }
        }
    }

    private LocalOpper start(String name) {
        return LocalOpper.start(
                RunningOpper.settings().withDatabase("jdbc:h2:file:" + this.directory.resolve(name).toAbsolutePath()));
    }

    private static String child(String parent, int number) {
        return "{\"name\":\"child\",\"parent_id\":\"%s\",\"input\":\"w%d\",\"meta\":{\"total_tokens\":1}}"
            .formatted(parent, number);
    }

    private static JsonNode only(Api api, String word) {
        JsonNode data = api.get("/local/api/traces?text=%s&limit=2".formatted(word)).expect(200).json().path("data");
        assertThat(data.valueStream().map((trace) -> trace.path("name").asString())).containsExactly("observed");
        return data.get(0);
    }

}
