// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import ai.opper.tracing.span.SpanRecord;

/** A destination in memory that answers as the test says. */
class MemoryExporter implements SpanExporter {

    private final Function<ExportRequest, CompletionStage<ExportResult>> behaviour;

    private final Queue<ExportRequest> requests = new ConcurrentLinkedQueue<>();

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    private final AtomicInteger underWay = new AtomicInteger();

    private final AtomicInteger mostUnderWay = new AtomicInteger();

    private final AtomicInteger closed = new AtomicInteger();

    MemoryExporter(Function<ExportRequest, CompletionStage<ExportResult>> behaviour) {
        this.behaviour = behaviour;
    }

    /** Stores everything, on the calling thread. */
    static MemoryExporter storing() {
        return new MemoryExporter((request) -> CompletableFuture.completedFuture(ExportResult.stored()));
    }

    /** Answers nothing until the test does. */
    static MemoryExporter silent() {
        return new MemoryExporter((request) -> new CompletableFuture<>());
    }

    @Override
    public CompletionStage<ExportResult> export(ExportRequest request) {
        this.requests.add(request);
        int now = this.underWay.incrementAndGet();
        this.mostUnderWay.accumulateAndGet(now, Math::max);
        CompletionStage<ExportResult> stage = this.behaviour.apply(request);
        if (stage instanceof CompletableFuture<ExportResult> future) {
            this.calls.add(new Call(request, future));
        }
        return (stage != null) ? stage.whenComplete((result, error) -> this.underWay.decrementAndGet()) : null;
    }

    @Override
    public void close() {
        this.closed.incrementAndGet();
    }

    List<ExportRequest> requests() {
        return List.copyOf(this.requests);
    }

    /** Waits for the next request. */
    Call next() throws InterruptedException {
        Call call = this.calls.poll(10, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("No request came within ten seconds.");
        }
        return call;
    }

    /** The next request, which is there. */
    Call poll() {
        return this.calls.remove();
    }

    boolean hasNext() {
        return !this.calls.isEmpty();
    }

    int mostUnderWay() {
        return this.mostUnderWay.get();
    }

    int timesClosed() {
        return this.closed.get();
    }

    record Call(ExportRequest request, CompletableFuture<ExportResult> answer) {

        void stored() {
            this.answer.complete(ExportResult.stored());
        }

        /** The span that is to be stored or completed, if any. */
        SpanRecord span() {
            if (this.request instanceof ExportRequest.Create create) {
                return create.span();
            }
            return (this.request instanceof ExportRequest.Complete complete) ? complete.span() : null;
        }

        String name() {
            SpanRecord span = span();
            return (span != null) ? span.name() : ((ExportRequest.AddMetric) this.request).metric().dimension();
        }

    }

}
