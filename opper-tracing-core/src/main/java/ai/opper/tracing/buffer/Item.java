// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.buffer;

import java.util.concurrent.CompletableFuture;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;

/** What the shipping thread takes out of the buffer. */
public sealed interface Item {

    /**
     * The span's place in its trace.
     * @return the node
     */
    SpanNode node();

    /**
     * A finished span. Whoever settles it gives its bytes back to the buffer.
     *
     * @param node the span's place in its trace
     * @param span the span
     * @param bytes how much of the buffer it takes
     */
    record Finished(SpanNode node, SpanRecord span, int bytes) implements Item {
    }

    /**
     * A metric that came after its span had ended. Whoever settles it gives its bytes
     * back to the buffer.
     *
     * @param node the place of the span that it belongs to
     * @param metric the metric
     * @param bytes how much of the buffer it takes
     */
    record LateMetric(SpanNode node, MetricRecord metric, int bytes) implements Item {
    }

    /**
     * A running span that another service has been told of. It takes no bytes.
     *
     * @param node the span's place in its trace
     */
    record Announced(SpanNode node) implements Item {
    }

    /**
     * A span that somebody needs at the destination now. It takes no bytes.
     *
     * @param node the span's place in its trace
     * @param stored tells whether the destination has it
     */
    record Needed(SpanNode node, CompletableFuture<Boolean> stored) implements Item {
    }

    /**
     * A span that had no room, so that nobody waits for it. It is counted already and
     * takes no bytes.
     *
     * @param node the span's place in its trace
     */
    record Lost(SpanNode node) implements Item {
    }

}
