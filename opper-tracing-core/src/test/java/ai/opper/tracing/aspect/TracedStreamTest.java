// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.Traced;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** When the span of a stream or an iterator ends, and what its caller sees. */
class TracedStreamTest {

    private final TracedApplication application = TracedApplication.of(Streams.class);

    private final Streams bean = this.application.bean(Streams.class);

    @AfterEach
    void close() {
        assertThat(this.application.current()).isNull();
        assertThat(this.application.problems(Problem.RECORDING_FAILED)).isZero();
        assertThat(this.application.problems(Problem.CHANGED_AFTER_END)).isZero();
        this.application.close();
    }

    private SpanRecord span() {
        return this.application.spans().only();
    }

    private void assertNoSpanYet() {
        assertThat(this.application.spans().all()).isEmpty();
    }

    @Test
    void stream_endsWithItsTerminalOperation() {
        Stream<String> stream = this.bean.stream(Stream.of("a", "b", "c"));
        assertNoSpanYet();
        assertThat(stream.filter((text) -> !text.equals("b")).toList()).containsExactly("a", "c");
        assertThat(SpansInMemory.output(span())).isEqualTo("\"abc\"");
        assertThat(SpansInMemory.meta(span(), "element_count")).isEqualTo("3");
        assertThat(SpansInMemory.meta(span(), "time_to_first_element_ms")).isNotEqualTo("absent");
    }

    @Test
    void stream_staysLazyAndShort() {
        AtomicInteger made = new AtomicInteger();
        Stream<Integer> stream = this.bean.stream(Stream.generate(made::incrementAndGet));
        assertThat(made).hasValue(0);
        assertThat(stream.map((number) -> number * 2).anyMatch((number) -> number == 4)).isTrue();
        assertThat(made).hasValue(2);
        assertThat(SpansInMemory.output(span())).isEqualTo("[1,2]");
    }

    @Test
    void stream_withEndlessPartsStaysShort() {
        Stream<Integer> endless = Stream.of(1).flatMap((one) -> Stream.iterate(one, (number) -> number + 1));
        assertThat(this.bean.stream(endless).limit(3).toList()).containsExactly(1, 2, 3);
        assertThat(SpansInMemory.output(span())).isEqualTo("[1,2,3]");
    }

    @Test
    void stream_passesFailuresOn() {
        IllegalStateException error = new IllegalStateException("torn");
        Stream<Integer> torn = Stream.of(1, 2, 3).peek((number) -> {
            if (number == 3) {
                throw error;
            }
        });
        assertThat(catchThrowable(() -> this.bean.stream(torn).forEach((number) -> {
        }))).isSameAs(error);
        assertThat(SpansInMemory.output(span())).isEqualTo("[1,2]");
        assertThat(span().error()).isEqualTo("java.lang.IllegalStateException: torn");
    }

    @Test
    void stream_runsTheHandlersOfItsClosing() {
        List<String> closed = new ArrayList<>();
        try (Stream<Integer> stream = this.bean.stream(Stream.of(1).onClose(() -> closed.add("bean")))) {
            assertThat(stream.onClose(() -> closed.add("caller"))).isSameAs(stream);
        }
        assertThat(closed).containsExactly("bean", "caller");
        assertThat(SpansInMemory.meta(span(), "cancelled")).isEqualTo("true");
        assertThat(span().error()).isNull();
    }

    @Test
    void stream_thatIsClosedAfterItsEndIsNotCancelled() {
        try (Stream<Integer> stream = this.bean.stream(Stream.of(1, 2))) {
            assertThat(stream.findFirst()).contains(1);
        }
        assertThat(span().meta()).doesNotContainKey("cancelled");
        assertThat(SpansInMemory.output(span())).isEqualTo("[1]");
    }

    @Test
    void stream_mayBeParallel() {
        Stream<Integer> stream = this.bean.stream(IntStream.range(0, 10_000).boxed()).parallel();
        assertThat(stream.isParallel()).isTrue();
        assertThat(stream.mapToInt(Integer::intValue).sum()).isEqualTo(49_995_000);
        assertThat(SpansInMemory.meta(span(), "element_count")).isEqualTo("10000");
    }

    @Test
    void stream_keepsItsCharacteristics() {
        Stream<Integer> plain = List.of(3, 1, 2).stream();
        Stream<Integer> traced = this.bean.stream(List.of(3, 1, 2).stream());
        Spliterator<Integer> spliterator = traced.spliterator();
        assertThat(spliterator.characteristics()).isEqualTo(plain.peek((number) -> {
        }).spliterator().characteristics());
        assertThat(spliterator.getExactSizeIfKnown()).isEqualTo(3);
        assertNoSpanYet();
        spliterator.forEachRemaining((number) -> {
        });
        assertThat(SpansInMemory.output(span())).isEqualTo("[3,1,2]");
    }

    @Test
    void stream_isExhaustedByItsIterator() {
        Iterator<String> iterator = this.bean.stream(Stream.of("a", "b")).iterator();
        assertThat(iterator.next()).isEqualTo("a");
        assertThat(iterator.next()).isEqualTo("b");
        assertNoSpanYet();
        assertThat(iterator.hasNext()).isFalse();
        assertThat(SpansInMemory.output(span())).isEqualTo("\"ab\"");
    }

    @Test
    void stream_canBeAPartOfAnother() {
        Stream<Integer> joined = Stream.concat(this.bean.stream(Stream.of(1, 2)), Stream.of(3));
        assertThat(joined.toList()).containsExactly(1, 2, 3);
        assertThat(SpansInMemory.output(span())).isEqualTo("[1,2]");
    }

    @Test
    void stream_canBeUsedOnlyOnce() {
        Stream<Integer> stream = this.bean.stream(Stream.of(1));
        assertThat(stream.count()).isEqualTo(1);
        assertThat(catchThrowable(stream::count)).isInstanceOf(IllegalStateException.class);
        assertThat(span().error()).isNull();
    }

    @Test
    void stream_keepsAFewElementsOnly() {
        assertThat(this.bean.stream(Stream.generate(() -> "0123456789").limit(100_000)).mapToInt(String::length).sum())
            .isEqualTo(1_000_000);
        assertThat(span().output()).isNotNull();
        assertThat(span().output().size()).isLessThan(200_000);
        assertThat(SpansInMemory.meta(span(), "element_count")).isEqualTo("100000");
    }

    @Test
    void streamOfNulls_passesThem() {
        assertThat(this.bean.stream(Stream.of("a", null)).toList()).containsExactly("a", null);
        assertThat(SpansInMemory.meta(span(), "element_count")).isEqualTo("1");
    }

    @Test
    void intStream_isOneToo() {
        assertThat(this.bean.ints(IntStream.of(1, 2, 3)).asLongStream().asDoubleStream().sum()).isEqualTo(6);
        assertThat(SpansInMemory.output(span())).isEqualTo("[1,2,3]");
    }

    @Test
    void intStream_isExhaustedByItsIterator() {
        var iterator = this.bean.ints(IntStream.of(7)).iterator();
        assertThat(iterator.nextInt()).isEqualTo(7);
        assertThat(iterator.hasNext()).isFalse();
        assertThat(SpansInMemory.output(span())).isEqualTo("[7]");
    }

    @Test
    void whatTheCallerDoesWithAStream_isNotBelowIt() {
        try (Span around = this.application.tracer().span("around").start()) {
            this.bean.stream(Stream.of(1)).forEach((number) -> this.application.tracer().inSpan("downstream", () -> {
            }));
        }
        assertThat(this.application.spans().named("downstream").parentId())
            .isEqualTo(this.application.spans().named("around").id());
    }

    @Test
    void iterator_endsWithItsLastElement() {
        Iterator<String> iterator = this.bean.iterator(List.of("a", "b").iterator());
        assertThat(iterator.next()).isEqualTo("a");
        assertThat(iterator.next()).isEqualTo("b");
        assertNoSpanYet();
        assertThat(iterator.hasNext()).isFalse();
        assertThat(SpansInMemory.output(span())).isEqualTo("\"ab\"");
    }

    @Test
    void iterator_endsWhenItIsAskedForTooMuch() {
        Iterator<Object> iterator = this.bean.iterator(List.of().iterator());
        assertThat(catchThrowable(iterator::next)).isInstanceOf(NoSuchElementException.class);
        assertThat(SpansInMemory.meta(span(), "element_count")).isEqualTo("0");
        assertThat(span().error()).isNull();
    }

    @Test
    void iterator_removesAndPassesTheRest() {
        List<Integer> source = new ArrayList<>(List.of(1, 2, 3));
        Iterator<Integer> iterator = this.bean.iterator(source.iterator());
        assertThat(iterator.next()).isEqualTo(1);
        iterator.remove();
        assertThat(source).containsExactly(2, 3);
        List<Integer> rest = new ArrayList<>();
        iterator.forEachRemaining(rest::add);
        assertThat(rest).containsExactly(2, 3);
        assertThat(SpansInMemory.output(span())).isEqualTo("[1,2,3]");
    }

    @Test
    void iterator_worksInsideTheSpan() {
        this.bean.working().forEachRemaining((number) -> this.application.tracer().inSpan("downstream", () -> {
        }));
        SpanRecord iterator = this.application.spans().named("Streams.working");
        assertThat(this.application.spans().named("inside").parentId()).isEqualTo(iterator.id());
        assertThat(this.application.spans().named("downstream").parentId()).isNull();
    }

    @Test
    void iteratorThatCanDoMore_comesBackAsItIs() {
        Scanner scanner = new Scanner("a");
        assertThat(this.bean.iterator(scanner)).isSameAs(scanner);
        assertThat(this.bean.object(scanner)).isSameAs(scanner);
        List<String> list = List.of("a");
        assertThat(this.bean.iterable(list)).isSameAs(list);
        assertThat(this.application.spans().names()).containsExactly("Streams.iterator", "Streams.object",
                "Streams.iterable");
    }

    static class Streams {

        private final OpperTracer tracer;

        Streams(OpperTracer tracer) {
            this.tracer = tracer;
        }

        @Traced(recordInput = false)
        public <T> Stream<T> stream(Stream<T> stream) {
            return stream;
        }

        @Traced(recordInput = false)
        public IntStream ints(IntStream stream) {
            return stream;
        }

        @Traced(recordInput = false)
        public <T> Iterator<T> iterator(Iterator<T> iterator) {
            return iterator;
        }

        @Traced
        public Iterator<Integer> working() {
            AtomicInteger left = new AtomicInteger(1);
            return new Iterator<>() {

                @Override
                public boolean hasNext() {
                    return left.get() > 0;
                }

                @Override
                public Integer next() {
                    return Streams.this.tracer.inSpan("inside", left::getAndDecrement);
                }

            };
        }

        @Traced(recordInput = false)
        public Object object(Object value) {
            return value;
        }

        @Traced(recordInput = false)
        public <T> Iterable<T> iterable(Iterable<T> value) {
            return value;
        }

    }

}
