// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

/**
 * Prints each trace when its first span ends, and passes spans on. Names, times, types,
 * errors' classes and numbers are printed, payloads never.
 */
public final class TraceLog implements SpanSink {

    private static final int MAX_TRACES = 500;

    private static final int MAX_SPANS_OF_TRACE = 500;

    private static final Log logger = LogFactory.getLog("ai.opper.tracing.log");

    private final @Nullable SpanSink next;

    private final Ledger ledger;

    private final Map<UUID, List<SpanRecord>> running = new LinkedHashMap<>();

    /**
     * Makes a log of traces.
     * @param next where spans go on to, or {@code null} when the log is where they end
     * @param ledger counts what ends here
     */
    public TraceLog(@Nullable SpanSink next, Ledger ledger) {
        this.next = next;
        this.ledger = ledger;
    }

    @Override
    public void accept(SpanNode node, SpanRecord span) {
        List<SpanRecord> finished = collect(span, node.parent() == null);
        if (finished != null && logger.isInfoEnabled()) {
            logger.info(TraceTree.print(finished));
        }
        if (this.next != null) {
            this.next.accept(node, span);
        }
        else {
            this.ledger.countStored(1 + span.metrics().size());
        }
    }

    private synchronized @Nullable List<SpanRecord> collect(SpanRecord span, boolean last) {
        List<SpanRecord> spans = this.running.computeIfAbsent(span.traceId(), (id) -> new ArrayList<>());
        if (spans.size() < MAX_SPANS_OF_TRACE || last) {
            spans.add(withoutPayload(span));
        }
        if (last) {
            return this.running.remove(span.traceId());
        }
        if (this.running.size() > MAX_TRACES) {
            this.running.remove(this.running.keySet().iterator().next());
        }
        return null;
    }

    private static SpanRecord withoutPayload(SpanRecord span) {
        return new SpanRecord(span.id(), span.traceId(), span.parentId(), span.name(), span.type(), span.startTime(),
                span.endTime(), null, null, span.error(), span.score(), null, null, Map.of(), Map.of(), List.of(),
                List.of(), span.metrics());
    }

    @Override
    public void announce(SpanNode node) {
        if (this.next != null) {
            this.next.announce(node);
        }
    }

    @Override
    public CompletableFuture<Boolean> open(SpanNode node) {
        return (this.next != null) ? this.next.open(node) : SpanSink.super.open(node);
    }

    @Override
    public void accept(SpanNode node, MetricRecord metric) {
        if (this.next != null) {
            this.next.accept(node, metric);
        }
        else {
            this.ledger.countStored(1);
        }
    }

}
