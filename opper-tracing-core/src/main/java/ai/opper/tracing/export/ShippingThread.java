// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets one thread sleep and others wake it, without a system call where none is needed: a
 * thread that is awake is not woken, one that naps is woken only for what is urgent.
 */
final class ShippingThread {

    static final String NAME = "opper-tracing-shipper";

    private final AtomicReference<Rest> rest = new AtomicReference<>(Rest.AWAKE);

    private final String name;

    private volatile @Nullable Thread thread;

    ShippingThread() {
        this(NAME);
    }

    ShippingThread(String name) {
        this.name = name;
    }

    /**
     * Begins. The thread inherits nothing of the one that happens to record the first
     * span: neither its thread locals nor its class loader.
     * @param work what to do
     */
    void start(Runnable work) {
        Thread started = new Thread(null, work, this.name, 0, false);
        started.setDaemon(true);
        started.setContextClassLoader(ShippingThread.class.getClassLoader());
        this.thread = started;
        started.start();
    }

    /**
     * Sleeps. Only for the thread itself.
     * @param nanos how long at most; {@link Long#MAX_VALUE} for until woken
     * @param lightly whether anything wakes this thread, and not only what is urgent
     * @param hasWork asked once more after others can see that this thread sleeps
     */
    void sleep(long nanos, boolean lightly, BooleanSupplier hasWork) {
        this.rest.set((lightly || nanos == Long.MAX_VALUE) ? Rest.IDLE : Rest.NAPPING);
        try {
            if (!hasWork.getAsBoolean()) {
                park(nanos);
            }
        }
        finally {
            this.rest.set(Rest.AWAKE);
        }
    }

    private void park(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            LockSupport.park(this);
        }
        else {
            LockSupport.parkNanos(this, nanos);
        }
        // An interrupt means nothing here, and would keep the thread from ever parking.
        Thread.interrupted();
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

    void join(long nanos) throws InterruptedException {
        Thread running = this.thread;
        if (running != null && running.isAlive()) {
            running.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        }
    }

    private enum Rest {

        AWAKE, NAPPING, IDLE

    }

}
