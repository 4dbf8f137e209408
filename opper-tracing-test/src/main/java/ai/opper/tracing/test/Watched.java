// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Guards state that several threads change and a test waits for. */
final class Watched {

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = this.lock.newCondition();

    <T> T read(Supplier<T> reading) {
        this.lock.lock();
        try {
            return reading.get();
        }
        finally {
            this.lock.unlock();
        }
    }

    <T> T change(Supplier<T> change) {
        return read(() -> {
            T result = change.get();
            this.changed.signalAll();
            return result;
        });
    }

    void change(Runnable change) {
        change(() -> {
            change.run();
            return this;
        });
    }

    /**
     * Waits for a change that makes something true.
     * @param reached looked at now and after every change, with the state guarded
     * @param timeout how long to wait at most
     * @param failure says what was expected and what there is instead
     * @throws AssertionError when the time is over or the thread was interrupted
     */
    void await(BooleanSupplier reached, Duration timeout, Supplier<String> failure) {
        this.lock.lock();
        try {
            long remainingNanos = timeout.toNanos();
            while (!reached.getAsBoolean()) {
                if (remainingNanos <= 0) {
                    throw new AssertionError(failure.get());
                }
                remainingNanos = this.changed.awaitNanos(remainingNanos);
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting. " + failure.get(), ex);
        }
        finally {
            this.lock.unlock();
        }
    }

}
