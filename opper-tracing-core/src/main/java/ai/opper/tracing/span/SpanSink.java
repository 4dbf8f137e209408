// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

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
     * Takes a metric that came after its span had ended.
     * @param node the place of the span that the metric belongs to
     * @param metric the metric
     */
    void accept(SpanNode node, MetricRecord metric);

}
