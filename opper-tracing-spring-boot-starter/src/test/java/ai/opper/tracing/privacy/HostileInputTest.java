// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.privacy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a user of the application sends is recorded, and does nothing. */
@ExtendWith(OutputCaptureExtension.class)
class HostileInputTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicInteger reached = new AtomicInteger();

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    @TempDir
    private Path spool;

    /** Called by an expression, if anybody evaluates it. */
    public static String reach() {
        reached.incrementAndGet();
        return "reached";
    }

    private PrivateApplication start(String... properties) {
        return PrivateApplication.start(this.api, this.spool, null, List.of(properties));
    }

    private List<StoredSpan> flushed(PrivateApplication application) {
        assertThat(application.bean(OpperTracer.class).flush(PATIENCE).pending()).isZero();
        return this.api.spans();
    }

    private List<StoredSpan> requests() {
        return this.api.spans().stream().filter((span) -> span.name().startsWith("http")).toList();
    }

    @Test
    void expressionsInValues_areNeverEvaluated() {
        String call = "T(" + HostileInputTest.class.getName() + ").reach()";
        try (PrivateApplication application = start()) {
            for (String text : List.of(call, "#{" + call + "}", "${" + call + "}", "#{#{" + call + "}}",
                    "'+" + call + "+'")) {
                PrivateWork work = application.bean(PrivateWork.class);
                work.tag(text, text);
                work.measure(text);
                work.takeByExpression(text);
                work.giveByExpression(text);
                try (Span span = application.bean(OpperTracer.class).span(text).start()) {
                    span.tag(text, text).metric(text, 1, text);
                }
            }
            List<StoredSpan> spans = flushed(application);
            assertThat(spans).hasSizeGreaterThanOrEqualTo(25);
            assertThat(spans).extracting(StoredSpan::input).contains(call, "#{" + call + "}");
            assertThat(this.api.metrics())
                .anySatisfy((metric) -> assertThat(metric.comment()).isEqualTo("about #{" + call + "}"));
            assertThat(reached).hasValue(0);
        }
    }

    @Test
    void hostileHeaders_changeNothing() {
        List<String> hostile = List.of("'; DROP TABLE spans; --", "../../etc/passwd",
                "00000000-0000-0000-0000-000000000000", "0".repeat(1_000), "%00%0d%0a", "{\"id\":1}", "1-1-1-1-1",
                "ffffffff-ffff-ffff-ffff-ffffffffffff ,");
        try (PrivateApplication application = start()) {
            for (String text : hostile) {
                application.send("GET", "/ask/me?more=", "X-Opper-Trace-Id", text, "X-Opper-Parent-Span-Id", text,
                        "X-Opper-Sampled", text, "traceparent", text, "baggage", text);
            }
            application.send("STEAL-everything", "/ask/me?more=");
            // A request's span ends after its answer has been read.
            await().atMost(PATIENCE).until(() -> requests().size() > hostile.size());
            flushed(application);
            List<StoredSpan> requests = requests();
            assertThat(requests).hasSize(hostile.size() + 1).allSatisfy((span) -> assertThat(span.parentId()).isNull());
            assertThat(requests).extracting(StoredSpan::traceId).doesNotHaveDuplicates();
            assertThat(requests).extracting(StoredSpan::name)
                .containsOnly("http get /ask/{question}", "http /ask/{question}");
            assertThat(requests).filteredOn((span) -> span.name().equals("http /ask/{question}"))
                .singleElement()
                .asString()
                .contains("_OTHER")
                .doesNotContainIgnoringCase("steal");
        }
    }

    @Test
    void key_isInNoLineOfTheLog(CapturedOutput output) {
        try (PrivateApplication application = start("debug=true", "logging.level.ai.opper=trace",
                "logging.level.reactor.netty=debug", "logging.level.org.springframework.web.reactive=trace",
                "logging.level.org.springframework.boot=debug")) {
            application.bean(OpperTracer.class).inSpan("one", () -> {
            });
            flushed(application);
        }
        assertThat(this.api.requests()).anySatisfy(
                (request) -> assertThat(request.headers().get("authorization")).endsWith(PrivateApplication.KEY));
        assertThat(output.getAll()).contains("OpperTracingAutoConfiguration").doesNotContain(PrivateApplication.KEY);
    }

}
