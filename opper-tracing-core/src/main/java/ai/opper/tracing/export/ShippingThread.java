// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Lets one thread sleep and others wake it, without a system call where none is needed: a
 * thread that is awake is not woken, one that naps is woken only for what is urgent.
 */
final class ShippingThread {

    private final AtomicReference<Rest> rest = new AtomicReference<>(Rest.AWAKE);

    private volatile @Nullable Thread thread;

    void start(Runnable work) {
        Thread started = new Thread(work, "opper-tracing-shipper");
        started.setDaemon(true);
        this.thread = started;
        started.start();
    }

    /**
     * Sleeps. Only for the thread itself.
     * @param nanos how long at most; {@link Long#MAX_VALUE} for until woken
     * @param hasWork asked once more after others can see that this thread sleeps
     */
    void sleep(long nanos, java.util.function.BooleanSupplier hasWork) {
        this.rest.set((nanos == Long.MAX_VALUE) ? Rest.IDLE : Rest.NAPPING);
        if (!hasWork.getAsBoolean()) {
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            }
            else {
                LockSupport.parkNanos(this, nanos);
            }
        }
        this.rest.set(Rest.AWAKE);
    }

    /**
     * Wakes the thread if it has to know now.
     * @param urgent whether a nap must be interrupted
     */
    void wake(boolean urgent) {
        Rest current = this.rest.get();
        if (current == Rest.IDLE || (urgent && current == Rest.NAPPING)) {
            if (this.rest.compareAndSet(current, Rest.AWAKE)) {
                LockSupport.unpark(this.thread);
            }
        }
    }

    boolean isCurrent() {
        return Thread.currentThread() == this.thread;
    }

    void join(long millis) throws InterruptedException {
        Thread running = this.thread;
        if (running != null) {
            running.join(Math.max(1, millis));
        }
    }

    private enum Rest {

        AWAKE, NAPPING, IDLE

    }

}
