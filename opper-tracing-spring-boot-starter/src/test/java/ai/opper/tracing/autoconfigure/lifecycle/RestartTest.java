// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.autoconfigure.NoopTracingAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperExportAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperTracingAutoConfiguration;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.LedgerSnapshot;
import ai.opper.tracing.test.FakeOpperApi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One context that stops and starts again: DevTools, paused tests, checkpoints. */
@ExtendWith(OutputCaptureExtension.class)
class RestartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int ROUNDS = Integer.getInteger("opper.restarts", 30);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(
                AutoConfigurations.of(OpperExportAutoConfiguration.class, OpperTracingAutoConfiguration.class,
                        NoopTracingAutoConfiguration.class, ObservationAutoConfiguration.class))
        .withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url());

    private static void record(ApplicationContext context, String name) {
        context.getBean(OpperTracer.class).inSpan(name, () -> {
        });
    }

    private static void flush(ApplicationContext context) {
        assertThat(context.getBean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
    }

    private static void assertNothingIsLeft() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Traces.ourThreads()).isEmpty());
    }

    @Test
    void stopAndStart_loseNothingThatIsNotCounted() {
        this.runner.run((context) -> {
            record(context, "first");
            context.stop();
            assertNothingIsLeft();
            long files = Traces.openFiles();
            for (int i = 0; i < ROUNDS; i++) {
                record(context, "while stopped");
                context.start();
                record(context, "after the start");
                flush(context);
                record(context, "before the stop");
                context.stop();
            }
            LedgerSnapshot counts = context.getBean(Ledger.class).snapshot();
            assertThat(counts.created()).isEqualTo(3L * ROUNDS + 1);
            assertThat(counts.stored()).isEqualTo(2L * ROUNDS + 1);
            assertThat(counts.dropped(Drop.SHUTDOWN)).isEqualTo(ROUNDS);
            assertThat(counts.pending()).isZero();
            assertThat(this.api.spans()).hasSize(2 * ROUNDS + 1)
                .noneMatch((span) -> span.name().equals("while stopped"));
            assertNothingIsLeft();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(Traces.openFiles()).isLessThan(files + 10));
        });
    }

    @Test
    void stopAndStart_whileThreadsRecord_leaveALedgerThatAddsUp() {
        this.runner.withPropertyValues("opper.tracing.export.shutdown-timeout=30s").run((context) -> {
            AtomicBoolean over = new AtomicBoolean();
            LongAdder recorded = new LongAdder();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread[] threads = IntStream.range(0, 3)
                .mapToObj((index) -> new Thread(() -> recordUntil(context, over, recorded), "recording-" + index))
                .peek((thread) -> thread.setUncaughtExceptionHandler((where, what) -> thrown.set(what)))
                .toArray(Thread[]::new);
            Stream.of(threads).forEach(Thread::start);
            Ledger ledger = context.getBean(Ledger.class);
            for (int i = 0; i < ROUNDS; i++) {
                long stored = ledger.stored();
                await().atMost(PATIENCE).until(() -> ledger.stored() > stored + 10);
                context.stop();
                long dropped = ledger.dropped(Drop.SHUTDOWN);
                await().atMost(PATIENCE).until(() -> ledger.dropped(Drop.SHUTDOWN) > dropped);
                context.start();
            }
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            flush(context);
            assertThat(thrown).hasValue(null);
            LedgerSnapshot counts = ledger.snapshot();
            assertThat(counts.created()).isEqualTo(recorded.sum());
            assertThat(counts.pending()).isZero();
            assertThat(counts.deadLettered()).isZero();
            // A span may have been opened at the API when the shipping stopped, and ended
            // later.
            long complete = this.api.spans().stream().filter((span) -> span.endTime() != null).count();
            assertThat(counts.stored()).isEqualTo(complete + this.api.metrics().size());
            assertThat(Arrays.stream(Drop.values()).filter((reason) -> counts.dropped(reason) > 0))
                .isSubsetOf(Drop.SHUTDOWN, Drop.PARENT_DROPPED);
        });
    }

    private static void recordUntil(ApplicationContext context, AtomicBoolean over, LongAdder recorded) {
        OpperTracer tracer = context.getBean(OpperTracer.class);
        while (!over.get()) {
            tracer.inSpan("root", () -> tracer.inSpan("child", () -> tracer.currentSpan().metric("m", 1)));
            recorded.add(3);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Test
    void stop_withoutAnyDestinationCountsWhatWasNotSent() {
        this.api.goDown();
        this.runner.withPropertyValues("opper.tracing.export.shutdown-timeout=1s").run((context) -> {
            record(context, "one");
            context.stop();
            Ledger ledger = context.getBean(Ledger.class);
            assertThat(ledger.dropped(Drop.SHUTDOWN)).isEqualTo(1);
            this.api.comeBack();
            context.start();
            record(context, "two");
            flush(context);
            assertThat(ledger.snapshot()).satisfies((counts) -> {
                assertThat(counts.created()).isEqualTo(2);
                assertThat(counts.stored()).isEqualTo(1);
                assertThat(counts.pending()).isZero();
            });
        });
    }

    /** The framework pauses contexts that are cached between tests. */
    @Test
    void pausedContext_sendsWhatWaitsAndHoldsNothing() {
        this.runner.run((context) -> {
            assertThat(context.getBeansOfType(SmartLifecycle.class)).containsKey("opperSpanShipperLifecycle")
                .allSatisfy((name, bean) -> assertThat(bean.isPauseable()).isTrue());
            record(context, "before");
            context.getSourceApplicationContext(ConfigurableApplicationContext.class).pause();
            assertThat(this.api.span("before")).isNotNull();
            assertNothingIsLeft();
            record(context, "while paused");
            assertThat(context.getBean(SpanShipper.class).isRunning()).isFalse();
            assertThat(context.getBean(Ledger.class).dropped(Drop.SHUTDOWN)).isEqualTo(1);
            context.getSourceApplicationContext(ConfigurableApplicationContext.class).restart();
            record(context, "after");
            flush(context);
            assertThat(this.api.span("after")).isNotNull();
            assertThat(this.api.spans()).hasSize(2);
        });
    }

    @Test
    void spanOfADestroyMethod_isCountedAndExplained(CapturedOutput output) {
        AtomicReference<Ledger> ledger = new AtomicReference<>();
        this.runner.withBean(LastWords.class).run((context) -> {
            ledger.set(context.getBean(Ledger.class));
            record(context, "before");
        });
        assertThat(this.api.spans()).hasSize(1);
        LedgerSnapshot counts = ledger.get().snapshot();
        assertThat(counts.created()).isEqualTo(4);
        assertThat(counts.stored()).isEqualTo(1);
        assertThat(counts.dropped(Drop.SHUTDOWN)).isEqualTo(3);
        assertThat(counts.pending()).isZero();
        assertThat(output).contains("a span was recorded when nothing was sent any more").contains("SmartLifecycle");
    }

    @Test
    void totals_areToldWhenTheContextCloses(CapturedOutput output) {
        this.api.goDown();
        this.runner.withPropertyValues("opper.tracing.export.shutdown-timeout=1s").run((context) -> {
            for (int i = 0; i < 50; i++) {
                record(context, "one");
            }
            await().atMost(PATIENCE).until(() -> context.getBean(SpanShipper.class).status().lastFailure() != null);
        });
        assertThat(output).containsPattern("In the last \\d+ s: problems export_delayed \\d+ \\(\\d+ in all\\)")
            .contains("50 spans and metrics were still waiting when the application stopped")
            .containsOnlyOnce("In the last ");
    }

    /** Records when the context is torn down. */
    static final class LastWords implements DisposableBean {

        private final OpperTracer tracer;

        LastWords(OpperTracer tracer) {
            this.tracer = tracer;
        }

        @Override
        public void destroy() {
            this.tracer.inSpan("last",
                    () -> this.tracer.inSpan("words", () -> this.tracer.currentSpan().metric("m", 1)));
        }

    }

}
