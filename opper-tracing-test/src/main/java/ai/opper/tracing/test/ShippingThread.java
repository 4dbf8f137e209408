// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import ai.opper.tracing.export.ExportResult;

import static org.assertj.core.api.Assertions.assertThat;

/** The one thread that calls an exporter in a contract, and looks at what it leaves. */
final class ShippingThread implements AutoCloseable {

    /** Within so long an exporter has answered, come what may. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long the threads of an exporter may take to end after it was closed. */
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());

    /** No daemon, so that threads which are started there are none by themselves. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor((task) -> new Thread(task, "shipping"));

    <T> T ship(Callable<T> call) throws Exception {
        Future<T> result = this.thread.submit(call);
        try {
            return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        catch (TimeoutException ex) {
            throw new AssertionError("The shipping thread was blocked for " + PATIENCE, ex);
        }
        catch (ExecutionException ex) {
            throw new AssertionError("Thrown on the shipping thread: " + ex.getCause(), ex.getCause());
        }
    }

    void close(AutoCloseable exporter) throws Exception {
        ship(() -> {
            exporter.close();
            return exporter;
        });
    }

    static ExportResult answer(CompletionStage<ExportResult> stage) throws Exception {
        try {
            ExportResult result = stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(result).as("answer").isNotNull();
            return result;
        }
        catch (TimeoutException ex) {
            throw new AssertionError("There is no answer after " + PATIENCE, ex);
        }
        catch (ExecutionException ex) {
            throw new AssertionError("The stage failed, which tells nothing about the destination: " + ex.getCause(),
                    ex.getCause());
        }
    }

    /**
     * Ends, and looks whether anything else goes on that would keep the process alive.
     */
    void assertLastOne() throws Exception {
        this.thread.shutdown();
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (!each.isDaemon() && !this.before.contains(each)) {
                each.join(A_MOMENT.toMillis());
                assertThat(each.isAlive()).as("thread %s is alive after close()", each.getName()).isFalse();
            }
        }
    }

    @Override
    public void close() {
        this.thread.shutdownNow();
    }

}
