// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.buffer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ai.opper.tracing.export.SampleSpan;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class SpanBufferTest {

    private static final int SPAN_BYTES = SampleSpan.root("12345").end().estimatedBytes();

    private final Ledger ledger = new Ledger();

    private final Problems problems = new Problems();

    private final AtomicInteger woken = new AtomicInteger();

    private final List<Boolean> urgencies = new ArrayList<>();

    private SpanBuffer buffer(long spans) {
        SpanBuffer buffer = new SpanBuffer(spans * SPAN_BYTES, this.ledger, this.problems);
        buffer.connect((urgent) -> {
            this.woken.incrementAndGet();
            this.urgencies.add(urgent);
        });
        return buffer;
    }

    private static SampleSpan put(SpanBuffer buffer, SampleSpan span) {
        buffer.accept(span, span.end());
        return span;
    }

    private static List<Item> takeAll(SpanBuffer buffer) {
        List<Item> items = new ArrayList<>();
        for (Item item = buffer.poll(); item != null; item = buffer.poll()) {
            items.add(item);
        }
        return items;
    }

    @Test
    void accept_handsSpansOnInOrder() {
        SpanBuffer buffer = buffer(3);
        SampleSpan first = put(buffer, SampleSpan.root("12345"));
        SampleSpan second = put(buffer, SampleSpan.root("12345"));
        assertThat(takeAll(buffer)).extracting(Item::node).containsExactly(first, second);
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void accept_saysThatARootIsUrgentAndAChildIsNot() {
        SpanBuffer buffer = buffer(3);
        SampleSpan root = SampleSpan.root("12345");
        put(buffer, root.child("12345"));
        put(buffer, root);
        buffer.accept(root, new MetricRecord("late", 1, null));
        assertThat(this.urgencies).containsExactly(false, true, true);
    }

    @Test
    void accept_dropsNewestWhenFull() {
        SpanBuffer buffer = buffer(2);
        SampleSpan first = put(buffer, SampleSpan.root("12345"));
        SampleSpan second = put(buffer, SampleSpan.root("12345"));
        SampleSpan third = put(buffer, SampleSpan.root("12345").metric("hits"));
        assertThat(takeAll(buffer)).satisfiesExactly((item) -> assertThat(item.node()).isSameAs(first),
                (item) -> assertThat(item.node()).isSameAs(second),
                (item) -> assertThat(item).isEqualTo(new Item.Lost(third)));
        assertThat(second.isRecordDropped()).isFalse();
        assertThat(third.isRecordDropped()).isTrue();
        assertThat(this.ledger.dropped(Drop.MEMORY_FULL)).isEqualTo(2);
        assertThat(this.ledger.dropped()).isEqualTo(2);
        assertThat(this.problems.count(Problem.BUFFER_FULL)).isEqualTo(1);
    }

    @Test
    void accept_dropsALateMetricWhenFull() {
        SpanBuffer buffer = buffer(1);
        SampleSpan root = put(buffer, SampleSpan.root("12345"));
        buffer.accept(root, new MetricRecord("late", 1, null));
        assertThat(takeAll(buffer)).hasSize(1);
        assertThat(this.ledger.dropped(Drop.MEMORY_FULL)).isEqualTo(1);
        assertThat(buffer.bytes()).isEqualTo(SPAN_BYTES);
    }

    @Test
    void accept_dropsASpanThatIsLargerThanTheBuffer() {
        SpanBuffer buffer = buffer(1);
        put(buffer, SampleSpan.root("x".repeat(SPAN_BYTES)));
        assertThat(this.ledger.dropped(Drop.MEMORY_FULL)).isEqualTo(1);
        assertThat(buffer.bytes()).isZero();
    }

    @Test
    void poll_keepsTheRoomUntilItIsReleased() {
        SpanBuffer buffer = buffer(1);
        put(buffer, SampleSpan.root("12345"));
        takeAll(buffer);
        put(buffer, SampleSpan.root("12345"));
        assertThat(this.ledger.dropped(Drop.MEMORY_FULL)).isEqualTo(1);
        buffer.release(SPAN_BYTES);
        put(buffer, SampleSpan.root("12345"));
        assertThat(this.ledger.dropped(Drop.MEMORY_FULL)).isEqualTo(1);
    }

    @Test
    void accept_keepsNothingWithoutAConsumer() {
        SpanBuffer buffer = new SpanBuffer(1_000_000, this.ledger, this.problems);
        SampleSpan root = put(buffer, SampleSpan.root("12345").metric("hits"));
        buffer.accept(root, new MetricRecord("late", 1, null));
        assertThat(buffer.isEmpty()).isTrue();
        assertThat(buffer.bytes()).isZero();
        assertThat(this.ledger.dropped(Drop.SHUTDOWN)).isEqualTo(3);
        assertThat(this.problems.count(Problem.RECORDED_AFTER_STOP)).isEqualTo(2);
    }

    @Test
    void disconnect_countsWhatComesLaterForItsReason() {
        SpanBuffer buffer = new SpanBuffer(1_000_000, this.ledger, this.problems);
        SpanBuffer.Consumer failed = (urgent) -> this.woken.incrementAndGet();
        buffer.connect(failed);
        buffer.disconnect(failed, Drop.FAILED);
        put(buffer, SampleSpan.root("12345"));
        assertThat(this.ledger.dropped(Drop.FAILED)).isEqualTo(1);
        assertThat(this.problems.count(Problem.RECORDED_AFTER_STOP)).isZero();
        buffer.connect(null);
        put(buffer, SampleSpan.root("12345"));
        assertThat(this.ledger.dropped(Drop.SHUTDOWN)).isEqualTo(1);
        assertThat(this.woken).hasValue(0);
    }

    @Test
    void disconnect_leavesAnotherConsumerAlone() {
        SpanBuffer buffer = buffer(10);
        buffer.disconnect((urgent) -> {
        }, Drop.FAILED);
        put(buffer, SampleSpan.root("12345"));
        assertThat(buffer.discardAll()).isZero();
        assertThat(takeAll(buffer)).hasSize(1);
    }

    @Test
    void discardAll_countsAndReleasesWhatIsLeftOnce() {
        SpanBuffer buffer = buffer(3);
        SampleSpan root = put(buffer, SampleSpan.root("12345").metric("hits"));
        buffer.accept(root, new MetricRecord("late", 1, null));
        put(buffer, SampleSpan.root("x".repeat(5 * SPAN_BYTES)));
        buffer.connect(null);
        assertThat(buffer.discardAll()).isEqualTo(3);
        assertThat(buffer.discardAll()).isZero();
        assertThat(buffer.bytes()).isZero();
        assertThat(this.ledger.dropped(Drop.SHUTDOWN)).isEqualTo(3);
        assertThat(this.ledger.dropped(Drop.MEMORY_FULL)).isEqualTo(1);
    }

    @Test
    void accept_remembersABoundedNumberOfLostSpans() {
        SpanBuffer buffer = new SpanBuffer(0, this.ledger, this.problems);
        buffer.connect((urgent) -> this.woken.incrementAndGet());
        for (int i = 0; i < 25_000; i++) {
            put(buffer, SampleSpan.root("12345"));
        }
        assertThat(takeAll(buffer)).hasSize(10_000);
        put(buffer, SampleSpan.root("12345"));
        assertThat(takeAll(buffer)).hasSize(1);
        assertThat(this.ledger.dropped(Drop.MEMORY_FULL)).isEqualTo(25_001);
    }

    @Test
    void accept_losesNothingBetweenFourProducersAndOneConsumer() throws InterruptedException {
        SpanBuffer buffer = new SpanBuffer(50L * SPAN_BYTES, this.ledger, this.problems);
        buffer.connect((urgent) -> this.woken.incrementAndGet());
        int each = 50_000;
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        List<Thread> producers = start(4, () -> produce(buffer, each), thrown);
        long taken = 0;
        while (producers.stream().anyMatch(Thread::isAlive) || !buffer.isEmpty()) {
            assertThat(buffer.bytes()).isGreaterThanOrEqualTo(0);
            if (buffer.poll() instanceof Item.Finished finished) {
                taken++;
                buffer.release(finished.bytes());
            }
        }
        assertThat(thrown.get()).isNull();
        assertThat(buffer.bytes()).isZero();
        assertThat(taken + this.ledger.dropped(Drop.MEMORY_FULL)).isEqualTo(4L * each);
        assertThat(taken).isGreaterThan(50);
    }

    /** Whoever is between the check and the queue when the consumer leaves. */
    @RepeatedTest(50)
    void connect_losesNothingWhenTheConsumerLeavesUnderLoad() throws InterruptedException {
        SpanBuffer buffer = new SpanBuffer(Long.MAX_VALUE, this.ledger, this.problems);
        buffer.connect((urgent) -> this.woken.incrementAndGet());
        int each = 2_000;
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        List<Thread> producers = start(3, () -> produce(buffer, each), thrown);
        long taken = 0;
        while (taken < 500 && (producers.stream().anyMatch(Thread::isAlive) || !buffer.isEmpty())) {
            if (buffer.poll() instanceof Item.Finished finished) {
                taken++;
                buffer.release(finished.bytes());
            }
        }
        buffer.connect(null);
        buffer.discardAll();
        for (Thread producer : producers) {
            producer.join();
        }
        assertThat(thrown.get()).isNull();
        assertThat(buffer.isEmpty()).isTrue();
        assertThat(buffer.bytes()).isZero();
        assertThat(taken + this.ledger.dropped(Drop.SHUTDOWN)).isEqualTo(3L * each);
    }

    private static void produce(SpanBuffer buffer, int spans) {
        for (int i = 0; i < spans; i++) {
            put(buffer, SampleSpan.root("12345"));
        }
    }

    private static List<Thread> start(int count, Runnable work, AtomicReference<Throwable> thrown) {
        CountDownLatch ready = new CountDownLatch(count);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                ready.countDown();
                work.run();
            });
            thread.setUncaughtExceptionHandler((where, what) -> thrown.set(what));
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    @Test
    void estimatedBytes_isWhatTheTestsCountWith() {
        SpanRecord record = SampleSpan.root("12345").end();
        assertThat(record.estimatedBytes()).isEqualTo(SPAN_BYTES);
    }

}
