// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * Lets one thread sleep and others wake it, without a system call where none is needed: a
 * thread that is awake is not woken, and one that rests only for what cannot wait so
 * long.
 */
final class ShippingThread {

    static final String NAME = "opper-tracing-shipper";

    private final AtomicReference<Rest> rest = new AtomicReference<>(Rest.AWAKE);

    private final AtomicBoolean begun = new AtomicBoolean();

    private final String name;

    private volatile @Nullable Thread thread;

    ShippingThread() {
        this(NAME);
    }

    ShippingThread(String name) {
        this.name = name;
    }

    /**
     * Begins, once. Called by application threads, which must not see that no thread is
     * to be had; the next one tries again. The thread inherits nothing of the one that
     * happens to record the first span: neither its thread locals nor its class loader.
     * @param work what to do
     * @param owner who is named when there is no thread
     * @param problems is told so
     * @return whether it was for this call to begin
     */
    boolean begin(Runnable work, String owner, Problems problems) {
        if (this.begun.get() || !this.begun.compareAndSet(false, true)) {
            return false;
        }
        try {
            start(work);
        }
        catch (RuntimeException | OutOfMemoryError ex) {
            this.begun.set(false);
            problems.report(Problem.RECORDING_FAILED, owner, "the shipping thread could not be started", ex);
        }
        return true;
    }

    private void start(Runnable work) {
        Thread started = new Thread(null, work, this.name, 0, false);
        started.setDaemon(true);
        started.setContextClassLoader(ShippingThread.class.getClassLoader());
        this.thread = started;
        started.start();
    }

    boolean hasBegun() {
        return this.begun.get();
    }

    /**
     * Sees to it that the thread never begins.
     * @return {@code false} when it has begun
     */
    boolean forgo() {
        return this.begun.compareAndSet(false, true);
    }

    /**
     * Sleeps. Only for the thread itself.
     * @param nanos how long at most; {@link Long#MAX_VALUE} for until woken
     * @param depth who wakes this thread
     * @param hasWork asked once more after others can see that this thread sleeps
     */
    void sleep(long nanos, Rest depth, BooleanSupplier hasWork) {
        this.rest.set(depth);
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
     * Wakes the thread, unless it comes back soon enough by itself.
     * @param least how deep a rest is interrupted
     */
    void wake(Rest least) {
        Rest current = Objects.requireNonNull(this.rest.get());
        if (current.compareTo(least) >= 0 && this.rest.compareAndSet(current, Rest.AWAKE)) {
            LockSupport.unpark(this.thread);
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

    /** What the thread does, and with it what it is woken for: the deeper, the more. */
    enum Rest {

        /** Nobody needs to wake it. */
        AWAKE,

        /** It looks again within a moment; only answers and commands wake it. */
        GLANCING,

        /** Something is due later; what can be sent at once wakes it. */
        NAPPING,

        /** Everything wakes it. */
        IDLE

    }

}
