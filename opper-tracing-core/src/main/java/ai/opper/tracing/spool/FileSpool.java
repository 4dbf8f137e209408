// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * A spool in files. One thread does whatever concerns the disk, so that a disk that hangs
 * holds nobody else up; the others only put what they want into a queue.
 */
public final class FileSpool implements Spool {

    static final String THREAD_NAME = "opper-tracing-spool";

    /** So that what is collected is written even while more comes without a pause. */
    private static final int MAX_AT_ONCE = 1_000;

    /** Beyond this nothing is written ahead, since the disk does not keep up. */
    private static final int MAX_QUEUED = 100_000;

    /**
     * Others need not wake the thread within this time after it has written something.
     */
    private static final long NAP_NANOS = Duration.ofMillis(1).toNanos();

    private static final long PAUSE_AFTER_DEFECT_NANOS = Duration.ofMillis(50).toNanos();

    private static final Duration CLOSING = Duration.ofSeconds(1);

    /** A disk that does not answer for so long does not work. */
    private static final long HANGING_NANOS = Duration.ofSeconds(1).toNanos();

    private final Queue<Consumer<SpoolStore>> queue = new ConcurrentLinkedQueue<>();

    private final AtomicInteger queued = new AtomicInteger();

    private final AtomicBoolean idle = new AtomicBoolean();

    private final SpoolStore store;

    private final Problems problems;

    private final Thread thread;

    private volatile SpoolStatus status = new SpoolStatus(true, 0, 0, 0);

    /** When the thread began what it does now; 0 while it rests. */
    private volatile long busySinceNanos;

    private volatile boolean closing;

    private volatile Runnable signal = () -> {
    };

    private FileSpool(SpoolStore store, Problems problems) {
        this.store = store;
        this.problems = problems;
        this.thread = new Thread(null, this::run, THREAD_NAME, 0, false);
        this.thread.setDaemon(true);
        this.thread.setContextClassLoader(FileSpool.class.getClassLoader());
    }

    /**
     * Opens a spool, and adopts what dead processes have left in its directory. Returns
     * at once; a directory that cannot be used shows in the {@link #status()}.
     * @param settings where spans are kept and how many
     * @param ledger counts what was found and what had to be given up
     * @param problems is told what goes wrong
     * @return a spool that has to be closed
     */
    public static FileSpool open(SpoolSettings settings, Ledger ledger, Problems problems) {
        return open(settings, Disk.LOCAL, System::currentTimeMillis, ledger, problems);
    }

    static FileSpool open(SpoolSettings settings, Disk disk, LongSupplier clock, Ledger ledger, Problems problems) {
        FileSpool spool = new FileSpool(new SpoolStore(settings, disk, clock, ledger, problems), problems);
        spool.thread.start();
        return spool;
    }

    @Override
    public SpoolReceipt store(SpoolEntry entry, @Nullable SpoolReceipt replaces) {
        FileReceipt receipt = new FileReceipt(entry);
        FileReceipt replaced = (FileReceipt) replaces;
        if (this.closing) {
            return receipt;
        }
        if (this.queued.get() < MAX_QUEUED) {
            enqueue((files) -> files.store(receipt, replaced));
        }
        else {
            this.problems.report(Problem.SPOOL_UNAVAILABLE, "Spool", "the disk does not keep up", null);
        }
        return receipt;
    }

    @Override
    public void acknowledge(SpoolReceipt receipt, int part) {
        FileReceipt known = (FileReceipt) receipt;
        if (known.acknowledge(part) && this.queued.get() < 10 * MAX_QUEUED) {
            enqueue((files) -> files.acknowledge(known, part));
        }
    }

    @Override
    public void release(SpoolReceipt receipt) {
        FileReceipt known = (FileReceipt) receipt;
        enqueue((files) -> files.release(known));
    }

    @Override
    public int releaseAll() {
        CompletableFuture<Integer> released = new CompletableFuture<>();
        enqueue((files) -> released.complete(files.releaseAll()));
        LockSupport.unpark(this.thread);
        Integer items = await(released, CLOSING);
        return (items != null) ? items : 0;
    }

    @Override
    public void whenWaiting(Runnable signal) {
        this.signal = signal;
        LockSupport.unpark(this.thread);
    }

    @Override
    public CompletionStage<List<Spooled>> oldest(int max) {
        if (this.closing) {
            return CompletableFuture.completedFuture(List.of());
        }
        CompletableFuture<List<Spooled>> found = new CompletableFuture<>();
        enqueue((files) -> found.complete(files.oldest(max)));
        LockSupport.unpark(this.thread);
        return found;
    }

    private void enqueue(Consumer<SpoolStore> task) {
        this.queued.incrementAndGet();
        this.queue.add(task);
        if (this.idle.get() && this.idle.compareAndSet(true, false)) {
            LockSupport.unpark(this.thread);
        }
    }

    @Override
    public boolean sync(Duration timeout) {
        CompletableFuture<Boolean> synced = new CompletableFuture<>();
        enqueue((files) -> synced.complete(files.sync()));
        LockSupport.unpark(this.thread);
        return Boolean.TRUE.equals(await(synced, timeout));
    }

    private static <T> @Nullable T await(CompletableFuture<T> answer, Duration timeout) {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
        catch (TimeoutException | ExecutionException ex) {
            return null;
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public SpoolStatus status() {
        SpoolStatus known = this.status;
        long since = this.busySinceNanos;
        boolean hanging = since != 0 && System.nanoTime() - since > HANGING_NANOS;
        return hanging ? new SpoolStatus(false, known.bytes(), known.waiting(), known.folders()) : known;
    }

    @Override
    public void close() {
        this.closing = true;
        LockSupport.unpark(this.thread);
        try {
            this.thread.join(CLOSING.toMillis());
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!this.closing || !this.queue.isEmpty()) {
            guardedStep();
        }
        try {
            this.store.close();
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, "Spool", "the spool could not be closed", ex);
        }
    }

    /** A defect costs what it hit and not the thread. */
    private void guardedStep() {
        try {
            step();
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, "Spool", "a step of the spool failed", ex);
            LockSupport.parkNanos(PAUSE_AFTER_DEFECT_NANOS);
        }
    }

    private void step() {
        this.busySinceNanos = System.nanoTime() | 1;
        this.store.tend();
        boolean worked = carryOut();
        this.store.write();
        this.status = this.store.status();
        this.busySinceNanos = 0;
        if (this.status.waiting() > 0) {
            this.signal.run();
        }
        rest(worked);
    }

    private boolean carryOut() {
        int done = 0;
        for (Consumer<SpoolStore> task = this.queue.poll(); task != null; task = this.queue.poll()) {
            this.queued.decrementAndGet();
            task.accept(this.store);
            if (++done == MAX_AT_ONCE) {
                break;
            }
        }
        return done > 0;
    }

    private void rest(boolean worked) {
        if (this.closing) {
            return;
        }
        if (worked) {
            LockSupport.parkNanos(this, this.queue.isEmpty() ? NAP_NANOS : 1);
            return;
        }
        this.idle.set(true);
        if (this.queue.isEmpty() && !this.closing) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(this.store.restMillis()));
        }
        this.idle.set(false);
        // An interrupt means nothing here, and would keep the thread from ever parking.
        Thread.interrupted();
    }

}
