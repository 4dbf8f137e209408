// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/** What reaches the log: each kind of trouble once, and neither a payload nor the key. */
@Timeout(60)
class OpperPipelineLogTest {

    private final Logger logger = Logger.getLogger("ai.opper.tracing");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord entry) {
            OpperPipelineLogTest.this.records.add(entry);
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }

    };

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start().requireKey(Pipeline.KEY);

    @BeforeEach
    void listen() {
        this.handler.setLevel(Level.ALL);
        this.logger.setLevel(Level.ALL);
        this.logger.setUseParentHandlers(false);
        this.logger.addHandler(this.handler);
    }

    @AfterEach
    void listenNoMore() {
        this.logger.removeHandler(this.handler);
        this.logger.setUseParentHandlers(true);
        this.logger.setLevel(null);
    }

    @Test
    void log_explainsEachKindOnceAndShowsNoSecret() {
        for (int i = 0; i < 2; i++) {
            this.api.next(Reply.status(422, "{\"detail\":\"p4yload\"}"))
                .next(Reply.status(413, "{\"detail\":\"p4yload\"}"));
        }
        this.api.next(Reply.status(503, "p4yload")).next(Reply.resetBeforeStoring());
        try (Pipeline pipeline = new Pipeline(this.api.url())) {
            for (int i = 0; i < 5; i++) {
                pipeline.tracer().inSpan("root", () -> "p4yload");
                pipeline.flush();
            }
            this.api.requireKey("another");
            pipeline.tracer().inSpan("root", () -> "p4yload");
            pipeline.tracer().flush(Duration.ofMillis(500));
        }
        List<String> warnings = this.records.stream()
            .filter((entry) -> entry.getLevel().equals(Level.WARNING))
            .map(LogRecord::getMessage)
            .toList();
        for (String kind : List.of("refused a span with 422", "refused a span with 413", "503",
                "opper.tracing.api-key")) {
            assertThat(warnings).filteredOn((line) -> line.contains(kind)).hasSize(1);
        }
        assertThat(this.records).extracting(LogRecord::getMessage)
            .anyMatch((line) -> line.contains("413"))
            .noneMatch((line) -> line.contains("s3cret"))
            .noneMatch((line) -> line.contains("p4yload"));
        assertThat(this.records).extracting(LogRecord::getThrown).containsOnlyNulls();
    }

}
