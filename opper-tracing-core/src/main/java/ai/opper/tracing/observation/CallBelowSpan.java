// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

import ai.opper.tracing.OpperCall;
import ai.opper.tracing.span.Problem;

/**
 * A call to Opper below a span. The span and those above it are opened at the same time,
 * so that when there is not enough of it the nearest that is there can be named.
 */
final class CallBelowSpan implements OpperCall {

    static final String COST_HEADER = "X-Opper-Cost";

    /** Waiting for more than these would take longer than anybody waits. */
    private static final int MAX_ANCESTORS = 32;

    private final RecordingSpan span;

    private final OpperGateway gateway;

    /** The span and those above it, lowest first. */
    private final List<Opening> openings = new ArrayList<>();

    private final long deadlineNanos;

    private final AtomicBoolean waitedFor = new AtomicBoolean();

    private CallBelowSpan(RecordingSpan span, OpperGateway gateway) {
        this.span = span;
        this.gateway = gateway;
        Duration timeout = gateway.settings().openTimeout();
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
        TracePosition above = span;
        while (above instanceof RecordingSpan each && this.openings.size() < MAX_ANCESTORS) {
            this.openings.add(new Opening(each, gateway.recording().openNow(each)));
            above = each.above();
        }
    }

    static CallBelowSpan begin(RecordingSpan span, OpperGateway gateway) {
        if (!gateway.settings().recordTwice()) {
            span.callsOpper();
        }
        return new CallBelowSpan(span, gateway);
    }

    private CompletableFuture<Boolean> stored() {
        return this.openings.get(0).stored();
    }

    @Override
    public Map<String, String> headers() {
        if (Schedulers.isInNonBlockingThread()) {
            return known();
        }
        try {
            stored().get(remainingNanos(), TimeUnit.NANOSECONDS);
        }
        catch (TimeoutException | ExecutionException ex) {
            // The call goes on.
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        return conclude();
    }

    @Override
    public CompletionStage<Map<String, String>> whenOpened() {
        return stored().completeOnTimeout(false, remainingNanos(), TimeUnit.NANOSECONDS)
            .handle((stored, failure) -> conclude());
    }

    private long remainingNanos() {
        return Math.max(0, this.deadlineNanos - System.nanoTime());
    }

    private static boolean isStored(CompletableFuture<Boolean> stored) {
        return stored.isDone() && !stored.isCompletedExceptionally() && stored.join();
    }

    /** Nobody waits any more, and what is not there now will not be named. */
    private Map<String, String> conclude() {
        if (this.waitedFor.compareAndSet(false, true)) {
            this.openings.forEach((opening) -> opening.stored().complete(false));
            if (!isStored(stored())) {
                this.gateway.recording()
                    .problems()
                    .report(Problem.CALL_NOT_LINKED, this.span.name(),
                            "Opper did not have the span around a call in time", null);
            }
        }
        return known();
    }

    /** What can be said now. */
    private Map<String, String> known() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Opening opening : this.openings) {
            String id = isStored(opening.stored()) ? this.gateway.opperIdOf(opening.span().id()) : null;
            if (id != null) {
                headers.put(TraceHeaders.TRACE_ID, this.span.traceId().toString());
                headers.put(TraceHeaders.PARENT_SPAN_ID, id);
                break;
            }
        }
        CallDescription.of(this.span, this.gateway.settings().sendTags()).writeTo(headers);
        return headers;
    }

    @Override
    public void answered(int status, Function<String, @Nullable String> headers) {
        if (status / 100 == 2) {
            this.span.answeredByOpper(cost(headers.apply(COST_HEADER)));
        }
    }

    private static @Nullable BigDecimal cost(@Nullable String text) {
        try {
            return (text != null) ? new BigDecimal(text.strip()) : null;
        }
        catch (NumberFormatException ex) {
            return null;
        }
    }

    /**
     * A span that Opper is asked to have.
     *
     * @param span the span
     * @param stored whether it has it
     */
    private record Opening(RecordingSpan span, CompletableFuture<Boolean> stored) {
    }

}
