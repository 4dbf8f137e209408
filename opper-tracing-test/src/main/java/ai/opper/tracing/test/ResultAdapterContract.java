// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.Span;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.Traced;
import ai.opper.tracing.aspect.ResultAdapter;
import ai.opper.tracing.span.Problem;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What every {@link ResultAdapter} promises. A test of one extends this class and needs
 * JUnit Jupiter on its class path.
 *
 * @param <T> what a method returns
 */
public abstract class ResultAdapterContract<T> {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String VALUE = "done";

    private TestTracing tracing;

    /**
     * Makes the adapter.
     * @return an adapter, used by many threads at once
     */
    protected abstract ResultAdapter adapter();

    /**
     * The type that a method declares.
     * @return a type that the adapter supports
     */
    protected abstract Class<?> type();

    /**
     * Begins one piece of work, which goes on until the contract ends it.
     * @return work of its own for each call
     */
    protected abstract Work<T> work();

    /**
     * Calls a traced method. The one used here declares {@code Object}; an adapter that
     * looks at declared types only needs one that declares more.
     * @param tracing puts proxies around objects
     * @param body what the method does
     * @return what the caller of the method gets
     */
    protected Object call(TestTracing tracing, Supplier<?> body) {
        return tracing.traced(new AnyMethod()).call(body);
    }

    /**
     * One piece of work that is not over when the method returns.
     *
     * @param <T> what the method returns
     */
    public interface Work<T> {

        /**
         * What the method returns.
         * @return the same object each time
         */
        T result();

        /**
         * Ends the work. Called on another thread.
         * @param value what came out
         */
        void complete(String value);

        /**
         * Ends the work. Called on another thread.
         * @param error what went wrong
         */
        void fail(Exception error);

        /**
         * Does what the method's caller does to get the outcome: waits, subscribes or
         * reads. Called after the work was ended.
         * @param returned what the caller got
         * @return the value
         * @throws Exception what went wrong, perhaps as the cause of another exception
         */
        @Nullable Object outcome(T returned) throws Exception;

        /**
         * Does what a caller does that wants no outcome any longer.
         * @param returned what the caller got
         * @return {@code false} when there is no way to say so
         */
        default boolean cancel(T returned) {
            return false;
        }

    }

    @BeforeEach
    void trace() {
        this.tracing = new TestTracing(adapter());
    }

    @AfterEach
    void nothingWentWrong() {
        for (Problem problem : Problem.values()) {
            assertThat(this.tracing.problems().count(problem)).as("%s; the log has the first", problem).isZero();
        }
        this.tracing.close();
    }

    private RecordedSpans spans() {
        return this.tracing.spans();
    }

    @SuppressWarnings("unchecked")
    private T call(Work<T> work) {
        Object returned = call(this.tracing, work::result);
        assertThat(returned).as("what the caller gets").isInstanceOf(type());
        return (T) returned;
    }

    private static void onAnotherThread(Runnable end) {
        CompletableFuture.runAsync(end).join();
    }

    private @Nullable Object completed(Work<T> work, T returned) throws Exception {
        onAnotherThread(() -> work.complete(VALUE));
        return work.outcome(returned);
    }

    @Test
    void supports_itsTypeAndNoPlainOnes() {
        assertThat(adapter().supports(type())).as("supports %s", type()).isTrue();
        for (Class<?> other : List.of(Object.class, String.class, Integer.class, List.class, void.class)) {
            assertThat(adapter().supports(other)).as("supports %s", other).isFalse();
        }
    }

    @Test
    void span_endsWhenTheWorkIsOver() throws Exception {
        Work<T> work = work();
        T returned = call(work);
        assertThat(spans()).as("before the work is over").hasSpanCount(0);
        assertThat(completed(work, returned)).as("what the caller sees").isEqualTo(VALUE);
        spans().awaitSpans(1, PATIENCE);
        assertThat(spans()).hasTree("work");
        assertThat(spans().span("work")).hasNoError().hasEnded();
    }

    @Test
    void span_failsWhenTheWorkDoes() {
        Work<T> work = work();
        T returned = call(work);
        IllegalStateException torn = new IllegalStateException("torn");
        onAnotherThread(() -> work.fail(torn));
        Throwable seen = Assertions.catchThrowable(() -> work.outcome(returned));
        assertThat(isOrWraps(seen, torn)).as("the caller sees the error itself, but saw %s", seen).isTrue();
        spans().awaitSpans(1, PATIENCE);
        assertThat(spans()).hasTree("work");
        assertThat(spans().span("work")).hasError("torn").hasEnded();
    }

    private static boolean isOrWraps(@Nullable Throwable seen, Throwable error) {
        Throwable each = seen;
        while (each != null && each != error) {
            each = each.getCause();
        }
        return each == error;
    }

    @Test
    void span_hangsBelowTheCallerAndLeavesItCurrent() throws Exception {
        try (Span caller = this.tracing.tracer().span("caller").start()) {
            Work<T> work = work();
            T returned = call(work);
            assertThat(this.tracing.tracer().currentSpan().id()).as("current after the call").isEqualTo(caller.id());
            completed(work, returned);
            spans().awaitSpans(1, PATIENCE);
            assertThat(this.tracing.tracer().currentSpan().id()).as("current after the work").isEqualTo(caller.id());
        }
        assertThat(spans()).hasTree("caller\n  work");
    }

    @Test
    void deferredWork_hasASpanForEachTimeItIsDone() throws Exception {
        assumeTrue(adapter().isDeferred(), "the work begins with the call");
        Work<T> work = work();
        T returned = call(work);
        completed(work, returned);
        spans().awaitSpans(1, PATIENCE);
        work.outcome(returned);
        spans().awaitSpans(2, PATIENCE);
        assertThat(spans()).hasTree("work\nwork");
    }

    @Test
    void cancelledWork_isNoError() {
        Work<T> work = work();
        T returned = call(work);
        assumeTrue(work.cancel(returned), "nobody can cancel");
        spans().awaitSpans(1, PATIENCE);
        assertThat(spans().span("work")).hasMeta("cancelled", "true").hasNoError().hasEnded();
    }

    @Test
    void suppressedWork_isTheSameWithoutASpan() throws Exception {
        Work<T> work = work();
        try (TraceScope scope = this.tracing.tracer().suppress()) {
            assertThat(completed(work, call(work))).isEqualTo(VALUE);
        }
        assertThat(spans()).hasSpanCount(0);
    }

    @Test
    void workSideBySide_hasASpanEach() throws Exception {
        Work<T> first = work();
        Work<T> second = work();
        T returned = call(first);
        T other = call(second);
        completed(second, other);
        completed(first, returned);
        spans().awaitSpans(2, PATIENCE);
        assertThat(spans()).hasTree("work\nwork");
    }

    /** Some method. */
    static class AnyMethod {

        @Traced(name = "work", recordInput = false)
        public Object call(Supplier<?> body) {
            return body.get();
        }

    }

}
