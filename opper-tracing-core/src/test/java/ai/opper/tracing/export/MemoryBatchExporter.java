// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A destination in memory that answers as a test says. */
class MemoryBatchExporter implements SpanBatchExporter {

    private final List<List<String>> attempts = new CopyOnWriteArrayList<>();

    private final List<String> stored = new CopyOnWriteArrayList<>();

    private final Deque<CompletionStage<ExportResult>> answers = new ArrayDeque<>();

    private volatile Function<List<String>, CompletionStage<ExportResult>> otherwise = (names) -> answer(
            ExportResult.stored());

    private final AtomicInteger closed = new AtomicInteger();

    static CompletionStage<ExportResult> answer(ExportResult result) {
        return CompletableFuture.completedFuture(result);
    }

    /** Answers the next batch. */
    synchronized void next(ExportResult result) {
        this.answers.add(answer(result));
    }

    /** Answers every batch that has no other answer. */
    void otherwise(Function<List<String>, CompletionStage<ExportResult>> answer) {
        this.otherwise = answer;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public CompletionStage<ExportResult> export(List<BatchItem> batch) {
        List<String> names = new ArrayList<>(batch.stream().map(MemoryBatchExporter::name).toList());
        this.attempts.add(names);
        CompletionStage<ExportResult> answer;
        synchronized (this) {
            answer = this.answers.isEmpty() ? this.otherwise.apply(names) : this.answers.poll();
        }
        return answer.whenComplete((result, error) -> {
            if (result instanceof ExportResult.Stored) {
                this.stored.addAll(names);
            }
        });
    }

    private static String name(BatchItem item) {
        return (item instanceof BatchItem.LateMetric late) ? late.metric().dimension()
                : ((BatchItem.Finished) item).span().name();
    }

    @Override
    public void close() {
        this.closed.incrementAndGet();
    }

    List<List<String>> attempts() {
        return this.attempts;
    }

    List<String> stored() {
        return this.stored;
    }

    int closed() {
        return this.closed.get();
    }

}
