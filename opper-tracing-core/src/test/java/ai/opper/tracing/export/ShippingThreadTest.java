// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ai.opper.tracing.export.ShippingThread.Rest;
import ai.opper.tracing.span.Problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class ShippingThreadTest {

    private final ShippingThread thread = new ShippingThread();

    private final Queue<CountDownLatch> work = new ConcurrentLinkedQueue<>();

    private final AtomicInteger wakeUps = new AtomicInteger();

    private final AtomicBoolean over = new AtomicBoolean();

    private final AtomicReference<Thread> running = new AtomicReference<>();

    private void begin(Rest depth) {
        long nanos = (depth == Rest.IDLE) ? Long.MAX_VALUE : Duration.ofHours(1).toNanos();
        this.thread.begin(() -> {
            this.running.set(Thread.currentThread());
            while (!this.over.get()) {
                for (CountDownLatch done = this.work.poll(); done != null; done = this.work.poll()) {
                    done.countDown();
                }
                this.thread.sleep(nanos, depth, () -> !this.work.isEmpty() || this.over.get());
                this.wakeUps.incrementAndGet();
            }
        }, "test", new Problems());
        await().until(() -> this.running.get() != null);
    }

    @AfterEach
    void end() throws InterruptedException {
        this.over.set(true);
        this.thread.wake(Rest.GLANCING);
        this.thread.join(Duration.ofSeconds(10).toNanos());
        assertThat(this.running.get().isAlive()).isFalse();
    }

    private boolean handOver(Rest least) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        this.work.add(done);
        this.thread.wake(least);
        return done.await(10, TimeUnit.SECONDS);
    }

    /**
     * A wake-up that is lost costs ten seconds, and there are many chances to lose one.
     */
    @Test
    void wake_isNeverLostWhenIdle() throws InterruptedException {
        begin(Rest.IDLE);
        for (int i = 0; i < 100_000; i++) {
            assertThat(handOver(((i & 1) == 0) ? Rest.NAPPING : Rest.IDLE)).as("woken, round " + i).isTrue();
        }
    }

    @Test
    void wake_isNeverLostWhenNapping() throws InterruptedException {
        begin(Rest.NAPPING);
        for (int i = 0; i < 50_000; i++) {
            assertThat(handOver(Rest.NAPPING)).as("woken, round " + i).isTrue();
        }
    }

    @Test
    void wake_isNeverLostWhenGlancing() throws InterruptedException {
        begin(Rest.GLANCING);
        for (int i = 0; i < 50_000; i++) {
            assertThat(handOver(Rest.GLANCING)).as("woken, round " + i).isTrue();
        }
    }

    @Test
    void wake_leavesARestAloneThatIsNotSoDeep() throws InterruptedException {
        assertLeavesAlone(Rest.NAPPING, Rest.IDLE);
    }

    @Test
    void wake_leavesAGlanceAloneForItems() throws InterruptedException {
        assertLeavesAlone(Rest.GLANCING, Rest.NAPPING);
    }

    private void assertLeavesAlone(Rest depth, Rest least) throws InterruptedException {
        begin(depth);
        await().until(() -> this.running.get().getState() == Thread.State.TIMED_WAITING);
        int before = this.wakeUps.get();
        CountDownLatch done = new CountDownLatch(1);
        this.work.add(done);
        for (int i = 0; i < 1_000; i++) {
            this.thread.wake(least);
        }
        assertThat(done.getCount()).isEqualTo(1);
        this.thread.wake(Rest.GLANCING);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(this.wakeUps.get() - before).isLessThanOrEqualTo(2);
    }

}
