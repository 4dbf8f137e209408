// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

/**
 * Gives finished spans to several sinks. What one of them throws does not keep them from
 * the others.
 */
final class SpanFanOut implements SpanSink {

    private final List<SpanSink> sinks;

    private final Problems problems;

    SpanFanOut(List<SpanSink> sinks, Problems problems) {
        this.sinks = List.copyOf(sinks);
        this.problems = problems;
    }

    @Override
    public void accept(SpanNode node, SpanRecord span) {
        forEach((sink) -> sink.accept(node, span));
    }

    @Override
    public void announce(SpanNode node) {
        forEach((sink) -> sink.announce(node));
    }

    /** Those that send batches have no running spans, and say so at once. */
    @Override
    public CompletableFuture<Boolean> open(SpanNode node) {
        List<CompletableFuture<Boolean>> opened = new ArrayList<>();
        forEach((sink) -> opened.add(sink.open(node)));
        return opened.stream()
            .reduce((one, other) -> one.thenCombine(other, Boolean::logicalOr))
            .orElseGet(() -> CompletableFuture.completedFuture(false));
    }

    @Override
    public void accept(SpanNode node, MetricRecord metric) {
        forEach((sink) -> sink.accept(node, metric));
    }

    private void forEach(Consumer<SpanSink> giving) {
        for (SpanSink sink : this.sinks) {
            try {
                giving.accept(sink);
            }
            catch (RuntimeException | StackOverflowError | LinkageError ex) {
                this.problems.report(Problem.RECORDING_FAILED, "SpanSink", "a finished span could not be handed on",
                        ex);
            }
        }
    }

}
