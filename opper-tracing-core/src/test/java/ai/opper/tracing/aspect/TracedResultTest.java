// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.Span;
import ai.opper.tracing.Traced;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** When the span of a plain method or a future ends, and with what. */
class TracedResultTest {

    private final TracedApplication application = TracedApplication.of(Results.class);

    private final Results bean = this.application.bean(Results.class);

    @AfterEach
    void close() {
        assertThat(this.application.current()).isNull();
        assertThat(this.application.problems(Problem.CHANGED_AFTER_END)).isZero();
        this.application.close();
    }

    private SpanRecord span() {
        return this.application.spans().awaitCount(1).only();
    }

    @Test
    void value_isReturnedAndRecorded() {
        String value = new String("value");
        assertThat(this.bean.value(value)).isSameAs(value);
        assertThat(SpansInMemory.output(span())).isEqualTo("\"value\"");
        assertThat(span().endTime()).isNotNull();
    }

    @Test
    void nullResult_isRecordedAsNull() {
        assertThat(this.bean.value(null)).isNull();
        assertThat(SpansInMemory.output(span())).isEqualTo("null");
    }

    @Test
    void voidMethod_hasNoOutput() {
        this.bean.nothing();
        assertThat(span().output()).isNull();
    }

    @Test
    void optional_isRecordedAsItsValue() {
        assertThat(this.bean.optional("x")).contains("x");
        assertThat(SpansInMemory.output(span())).isEqualTo("\"x\"");
        this.application.spans().clear();
        assertThat(this.bean.optional(null)).isEmpty();
        assertThat(SpansInMemory.output(span())).isEqualTo("null");
    }

    @Test
    void throwable_passesAsItIsAndIsRecorded() {
        for (Throwable thrown : new Throwable[] { new IllegalStateException("runtime"), new IOException("checked"),
                new AssertionError("error"), new StackOverflowError() }) {
            this.application.spans().clear();
            assertThat(catchThrowable(() -> this.bean.failing(thrown))).isSameAs(thrown);
            assertThat(thrown.getSuppressed()).isEmpty();
            assertThat(span().error()).startsWith(thrown.getClass().getName());
            assertThat(span().output()).isNull();
        }
    }

    @Test
    void nestedCalls_nestAndSiblingsAreSiblings() {
        try (Span around = this.application.tracer().span("around").start()) {
            assertThat(catchThrowable(() -> this.bean.failing(new IllegalStateException()))).isNotNull();
            this.bean.nothing();
        }
        SpanRecord root = this.application.spans().named("around");
        assertThat(this.application.spans().named("Results.failing").parentId()).isEqualTo(root.id());
        assertThat(this.application.spans().named("Results.nothing").parentId()).isEqualTo(root.id());
    }

    @Test
    void completedFuture_endsTheSpanAtOnce() {
        CompletableFuture<String> future = CompletableFuture.completedFuture("now");
        assertThat(this.bean.future(future)).isSameAs(future);
        assertThat(SpansInMemory.output(this.application.spans().only())).isEqualTo("\"now\"");
    }

    @Test
    void future_endsTheSpanWhenItCompletes() {
        CompletableFuture<String> future = new CompletableFuture<>();
        assertThat(this.bean.future(future)).isSameAs(future);
        assertThat(this.application.spans().all()).isEmpty();
        assertThat(this.application.current()).isNull();
        future.complete("later");
        assertThat(SpansInMemory.output(span())).isEqualTo("\"later\"");
    }

    @Test
    void failedFuture_isRecordedWithoutItsWrapper() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> dependent = source.thenApply((value) -> value);
        assertThat(this.bean.future(dependent)).isSameAs(dependent);
        source.completeExceptionally(new IOException("down"));
        assertThat(span().error()).isEqualTo("java.io.IOException: down");
        assertThat(catchThrowable(dependent::join)).isInstanceOf(CompletionException.class);
    }

    @Test
    void cancelledFuture_isNoError() {
        CompletableFuture<String> future = new CompletableFuture<>();
        this.bean.future(future).cancel(true);
        assertThat(span().error()).isNull();
        assertThat(SpansInMemory.meta(span(), "cancelled")).isEqualTo("true");
        assertThat(catchThrowable(future::join)).isInstanceOf(CancellationException.class);
    }

    @Test
    void futureBelowACancelledOne_isNoErrorEither() {
        CompletableFuture<String> source = new CompletableFuture<>();
        assertThat(this.bean.future(source.thenApply((value) -> value))).isNotDone();
        source.cancel(false);
        assertThat(span().error()).isNull();
        assertThat(SpansInMemory.meta(span(), "cancelled")).isEqualTo("true");
    }

    @Test
    void foreignStage_isReturnedAndEndsTheSpan() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<String> stage = source.minimalCompletionStage();
        assertThat(this.bean.stage(stage) == stage).isTrue();
        source.complete("done");
        assertThat(SpansInMemory.output(span())).isEqualTo("\"done\"");
    }

    @Test
    void stageThatTakesNoCallback_isReturnedAndTheSpanEnds() {
        CompletableFuture<String> stubborn = new CompletableFuture<>() {

            @Override
            public CompletableFuture<String> whenComplete(
                    java.util.function.BiConsumer<? super String, ? super Throwable> action) {
                throw new UnsupportedOperationException("no callbacks");
            }

        };
        assertThat(this.bean.future(stubborn)).isSameAs(stubborn);
        assertThat(span().name()).isEqualTo("Results.future");
    }

    @Test
    void futureOfAMethodThatDeclaresObject_endsTheSpanWhenItCompletes() {
        CompletableFuture<String> future = new CompletableFuture<>();
        assertThat(this.bean.object(future)).isSameAs(future);
        assertThat(this.application.spans().all()).isEmpty();
        future.complete("later");
        assertThat(SpansInMemory.output(span())).isEqualTo("\"later\"");
    }

    @Test
    void future_endsItsSpanOnceWhenCompletionAndCancellationRace() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier barrier = new CyclicBarrier(2);
            int rounds = 500;
            for (int round = 0; round < rounds; round++) {
                CompletableFuture<String> future = this.bean.future(new CompletableFuture<>());
                Future<?> completing = threads.submit(() -> {
                    barrier.await();
                    return future.complete("value");
                });
                Future<?> cancelling = threads.submit(() -> {
                    barrier.await();
                    return future.cancel(true);
                });
                completing.get();
                cancelling.get();
            }
            this.application.spans().awaitCount(rounds);
            assertThat(this.application.spans().all()).allSatisfy(
                    (span) -> assertThat(span.output() != null).isNotEqualTo(span.meta().containsKey("cancelled")));
        }
        finally {
            threads.shutdownNow();
        }
    }

    static class Results {

        @Traced
        public @Nullable String value(@Nullable String value) {
            return value;
        }

        @Traced
        public void nothing() {
        }

        @Traced
        public Optional<String> optional(@Nullable String value) {
            return Optional.ofNullable(value);
        }

        @Traced
        public void failing(Throwable thrown) throws Throwable {
            throw thrown;
        }

        @Traced(recordInput = false)
        public <T> CompletableFuture<T> future(CompletableFuture<T> future) {
            return future;
        }

        @Traced(recordInput = false)
        public <T> CompletionStage<T> stage(CompletionStage<T> stage) {
            return stage;
        }

        @Traced(recordInput = false)
        public Object object(Object result) {
            return result;
        }

    }

}
