// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.Span;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

import static org.assertj.core.api.Assertions.assertThat;

class OpenSpansTest {

    private static final long PLENTY = 1L << 40;

    @AutoClose
    private Recorded recorded;

    private void limit(Duration maxAge, long maxBytes) {
        this.recorded = new Recorded(new RecordingSettings(1, true, true, TraceAttributes.none(),
                new OpenSpanLimits(maxAge, maxBytes), false), Redaction.standard());
    }

    private ActiveSpan open(String name, ActiveSpan parent) {
        return this.recorded.spanTracer.start(new SpanSpec(name, "chain", false),
                (parent != null) ? parent.observation() : null);
    }

    @Test
    void spanThatNobodyEnds_isClosedAsAbandoned() {
        limit(Duration.ofMillis(50), PLENTY);
        open("forgotten", null).span().input("question");
        Awaitility.await().until(() -> this.recorded.count(Problem.SPAN_ABANDONED) == 1);
        SpanRecord span = this.recorded.span("forgotten");
        assertThat(span.meta().get("abandoned").json()).isEqualTo("true");
        assertThat(span.input().text()).isEqualTo("question");
        assertThat(span.endTime()).isAfterOrEqualTo(span.startTime().plusMillis(50));
    }

    @Test
    void abandonedSpan_takesWhatIsInsideWithIt() {
        limit(Duration.ofSeconds(1), PLENTY);
        ActiveSpan root = open("root", null);
        ActiveSpan child = open("child", root);
        Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> open("late", child) != null);
        Awaitility.await().until(() -> this.recorded.spans.size() == 3);
        assertThat(this.recorded.spans).extracting(SpanRecord::name).containsExactly("late", "child", "root");
        assertThat(this.recorded.isChild("late", "child")).isTrue();
    }

    @Test
    void abandonedSpan_isNotRecordedAgainWhenItEndsAfterAll() {
        limit(Duration.ofMillis(20), PLENTY);
        ActiveSpan span = open("slow", null);
        Awaitility.await().until(() -> this.recorded.spans.size() == 1);
        span.span().output("late");
        span.end();
        assertThat(this.recorded.spans).hasSize(1);
        assertThat(this.recorded.count(Problem.CHANGED_AFTER_END)).isZero();
    }

    @Test
    void spansThatEnd_areForgotten() {
        limit(Duration.ofMillis(10), PLENTY);
        for (int index = 0; index < 1_000; index++) {
            this.recorded.tracer.inSpan("short", () -> "done");
        }
        assertThat(this.recorded.spans).hasSize(1_000).noneMatch((span) -> span.meta().containsKey("abandoned"));
    }

    @Test
    void crowdOfOpenSpans_losesTheOldestThatNothingRunsIn() {
        limit(Duration.ofHours(1), 100 * 1_500);
        ActiveSpan root = open("root", null);
        List<ActiveSpan> children = new ArrayList<>();
        for (int index = 0; index < 90; index++) {
            children.add(open("child" + index, root));
        }
        Awaitility.await().until(() -> !this.recorded.spans.isEmpty());
        Awaitility.await().until(this.recorded.recording::hasRoom);
        assertThat(this.recorded.spans).extracting(SpanRecord::name).contains("child0").doesNotContain("root");
        children.forEach(ActiveSpan::end);
        root.end();
        assertThat(this.recorded.spans).hasSize(91);
        assertThat(this.recorded.ledger.created()).isEqualTo(91);
    }

    /** Spans are opened faster than the oldest ones can be closed. */
    @Test
    void withoutAnyRoom_newSpansAndWhatIsInsideAreCountedAsDropped() {
        limit(Duration.ofHours(1), 3_000);
        List<ActiveSpan> all = new ArrayList<>();
        for (int index = 0; index < 2_000; index++) {
            ActiveSpan span = open("span", null);
            ActiveSpan inside = open("inside", span);
            assertThat(span.span() == null && inside.span() != null).isFalse();
            all.add(span);
            all.add(inside);
        }
        long refused = all.stream().filter((span) -> span.span() == null).count();
        all.forEach(ActiveSpan::end);
        assertThat(refused).isPositive();
        assertThat(this.recorded.ledger.dropped(Drop.MEMORY_FULL)).isEqualTo(refused);
        assertThat(this.recorded.spans).hasSize((int) (all.size() - refused));
        assertThat(this.recorded.ledger.created()).isEqualTo(all.size());
    }

    @Test
    void endedSpans_makeRoomForAsManyNewOnes() {
        limit(Duration.ofHours(1), 10_000);
        for (int index = 0; index < 10_000; index++) {
            try (Span span = this.recorded.tracer.span("each").input("some text").start()) {
                span.tag("index", index).meta("index", index).event("seen");
            }
        }
        assertThat(this.recorded.spans).hasSize(10_000);
        assertThat(this.recorded.ledger.dropped()).isZero();
    }

    @Test
    void watching_beginsWithTheFirstSpanAndStopsWithTheRecording() {
        limit(Duration.ofHours(1), PLENTY);
        long before = watchers();
        this.recorded.tracer.inSpan("one", () -> "done");
        assertThat(watchers()).isEqualTo(before + 1);
        this.recorded.close();
        Awaitility.await().until(() -> watchers() == before);
        this.recorded.tracer.inSpan("again", () -> "done");
        assertThat(this.recorded.spans).hasSize(2);
        assertThat(watchers()).isEqualTo(before);
    }

    @Test
    void start_watchesOverWhatWasOpenedMeanwhile() {
        limit(Duration.ofMillis(50), PLENTY);
        long before = watchers();
        this.recorded.close();
        open("forgotten", null);
        // Those of earlier tests may end meanwhile.
        assertThat(watchers()).isLessThanOrEqualTo(before);
        this.recorded.recording.start();
        Awaitility.await().until(() -> this.recorded.count(Problem.SPAN_ABANDONED) == 1);
        assertThat(this.recorded.spans).hasSize(1);
    }

    private static long watchers() {
        return Thread.getAllStackTraces()
            .keySet()
            .stream()
            .filter((thread) -> thread.getName().equals("opper-open-spans"))
            .count();
    }

    @Test
    void spanThatSaysTooMuch_leavesSomethingOutAndKeepsEveryMetric() {
        limit(Duration.ofHours(1), PLENTY);
        try (Span span = this.recorded.tracer.span("talkative").start()) {
            for (int index = 0; index < 10_000; index++) {
                span.event("event").metric("metric", index);
            }
        }
        assertThat(this.recorded.count(Problem.SPAN_FULL)).isPositive();
        SpanRecord span = this.recorded.span("talkative");
        assertThat(span.events()).hasSizeBetween(500, 9_999);
        assertThat(span.metrics().size() + this.recorded.lateMetrics.size()).isEqualTo(10_000);
        assertThat(span.estimatedBytes()).isLessThan(1024 * 1024);
    }

    /** The futures are dropped, so only what we keep of them can fill the heap. */
    @Test
    void oneMillionUnfinishedFutures_leaveTheHeapFlat() {
        Counting sink = new Counting();
        Problems problems = new Problems();
        Ledger ledger = new Ledger();
        RecordingSettings settings = new RecordingSettings(1, true, true, TraceAttributes.none(),
                new OpenSpanLimits(Duration.ofHours(1), 8 * 1024 * 1024), false);
        JsonPayloadCapture capture = new JsonPayloadCapture(CaptureLimits.DEFAULT, Redaction.standard(), problems);
        Payload input = capture.value("a question of about one hundred bytes, which is what many a question is like");
        try (SpanRecording recording = new SpanRecording(settings, capture, sink, ledger, problems)) {
            SpanTracer tracer = Recorded.tracer(recording);
            List<Long> heap = new ArrayList<>();
            for (int round = 0; round < 10; round++) {
                for (int index = 0; index < 100_000; index++) {
                    ActiveSpan span = tracer.start(new SpanSpec("future", "chain", false), null);
                    span.input(input);
                    CompletableFuture<String> dropped = new CompletableFuture<String>()
                        .whenComplete((result, error) -> span.end());
                    assertThat(dropped.isDone()).isFalse();
                }
                heap.add(usedHeap());
            }
            assertThat(heap.get(9) - heap.get(1)).as("growth of %s", heap).isLessThan(8 * 1024 * 1024);
            Awaitility.await().until(recording::hasRoom);
            assertThat(ledger.created()).isEqualTo(sink.spans.sum() + ledger.dropped());
            assertThat(sink.spans.sum()).isPositive();
        }
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int time = 0; time < 3; time++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** Counts spans and keeps none. */
    private static final class Counting implements SpanSink {

        private final LongAdder spans = new LongAdder();

        @Override
        public void accept(SpanNode node, SpanRecord span) {
            this.spans.increment();
        }

        @Override
        public void accept(SpanNode node, MetricRecord metric) {
        }

    }

}
