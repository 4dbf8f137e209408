// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.concurrent.CompletableFuture;

/**
 * Where finished spans go. Recording knows this and nothing of what comes after.
 *
 * <p>
 * Called by the application's threads: an implementation must neither block nor throw,
 * and must count what it cannot take.
 */
public interface SpanSink {

    /**
     * Takes a finished span. Called once per span, by the thread that ended it.
     * @param node the span's place in its trace
     * @param span the finished span
     */
    void accept(SpanNode node, SpanRecord span);

    /**
     * Says that a running span has been named to another service, whose spans will hang
     * below it. Any thread; at least once per span. A sink that does not send spans
     * anywhere has nothing to do.
     * @param node the span's place in its trace
     */
    default void announce(SpanNode node) {
    }

    /**
     * Asks for a running span to be sent now, with whatever is above it, since somebody
     * is about to name it to the destination. Any thread.
     * @param node the span's place in its trace
     * @return completes, on any thread, with whether the destination has the span. It may
     * take as long as the destination does, so whoever waits sets a limit and completes
     * it when that is over
     */
    default CompletableFuture<Boolean> open(SpanNode node) {
        return CompletableFuture.completedFuture(false);
    }

    /**
     * Takes a metric that came after its span had ended.
     * @param node the place of the span that the metric belongs to
     * @param metric the metric
     */
    void accept(SpanNode node, MetricRecord metric);

}
