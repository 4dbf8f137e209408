// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ai.opper.tracing.Span;
import ai.opper.tracing.export.DeadLetter;
import ai.opper.tracing.export.GateState;
import ai.opper.tracing.export.ShippingStatus;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.Reply;
import ai.opper.tracing.test.StoredMetric;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Recorded spans until they are stored, over real HTTP. */
@Timeout(60)
class OpperPipelineTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start().requireKey(Pipeline.KEY);

    @AutoClose
    private final Pipeline pipeline = new Pipeline(this.api.url());

    private void chat(Pipeline pipeline) {
        pipeline.tracer().inSpan("turn", () -> {
            pipeline.tracer().inSpan("retrieve", () -> {
                pipeline.tracer().inSpan("search", () -> List.of("a", "b"));
                pipeline.tracer().currentSpan().metric("hits", 2);
            });
            pipeline.tracer().inSpan("generate", () -> "an answer");
        });
    }

    private List<ReceivedRequest> requests(String method, String path) {
        return this.api.requests()
            .stream()
            .filter((request) -> request.method().equals(method) && request.path().matches(path))
            .toList();
    }

    private void assertChatStoredOnce() {
        assertThat(this.api.spans()).extracting(StoredSpan::name)
            .containsExactlyInAnyOrder("turn", "retrieve", "search", "generate");
        assertThat(this.api.span("search").parentId()).isEqualTo(this.api.span("retrieve").id());
        assertThat(this.api.metrics()).extracting(StoredMetric::dimension).containsExactly("hits");
        assertThat(this.pipeline.ledger().stored()).isEqualTo(5);
        assertThat(this.pipeline.ledger().pending()).isZero();
        assertThat(this.pipeline.bufferedBytes()).isZero();
    }

    @Test
    void trace_takesOneRequestForEachSpanAndMetric() {
        chat(this.pipeline);
        this.pipeline.flush();
        assertChatStoredOnce();
        assertThat(requests("POST", "/v2/spans")).hasSize(4);
        assertThat(this.api.requests()).hasSize(5).extracting(ReceivedRequest::status).containsOnly(200);
        assertThat(this.api.spans()).allSatisfy((span) -> assertThat(span.endTime()).isNotNull());
    }

    @Test
    void trace_isSentWithoutAFlush() {
        chat(this.pipeline);
        this.api.await("the metric", () -> this.api.metrics().size() == 1 && this.api.spans().size() == 4, SOON);
    }

    @Test
    void trace_isOpenedWhenItTakesLongerThanTheHold() {
        Span turn = this.pipeline.tracer().span("turn").input("a question").start();
        this.pipeline.tracer().inSpan("retrieve", () -> {
        });
        this.api.awaitSpans(2, SOON);
        assertThat(this.api.span("turn").endTime()).isNull();
        assertThat(this.api.span("turn").input()).isEqualTo("a question");
        turn.output(List.of(1, 2)).meta("step", 3).close();
        this.pipeline.flush();
        StoredSpan stored = this.api.span("turn");
        assertThat(stored.endTime()).isNotNull();
        assertThat(stored.input()).isEqualTo("a question");
        assertThat(stored.output()).isEqualTo("[1,2]");
        assertThat(stored.meta().get("step").intValue()).isEqualTo(3);
        assertThat(this.api.requests()).extracting((request) -> request.method() + " " + request.status())
            .containsExactly("POST 200", "POST 200", "PATCH 200");
    }

    @Test
    void trace_isNotObservedOnItsWay() {
        chat(this.pipeline);
        this.pipeline.flush();
        assertThat(this.pipeline.observations()).isEqualTo(4);
        assertThat(this.api.requests()).allSatisfy(
                (request) -> assertThat(request.headers()).doesNotContainKeys("traceparent", "x-opper-trace-id"));
    }

    @Test
    void span_isStoredOnceWhenTheAnswerToItIsLost() {
        this.api.on("POST", "/v2/spans").next(Reply.resetAfterStoring()).next(Reply.halfResponse());
        chat(this.pipeline);
        this.pipeline.flush();
        assertChatStoredOnce();
        assertThat(requests("POST", "/v2/spans")).extracting(ReceivedRequest::status).contains(409);
        assertThat(this.pipeline.problems().count(Problem.EXPORT_DELAYED)).isPositive();
    }

    @Test
    void span_isSentAgainAfterWhatPasses() {
        this.api.next(Reply.status(503))
            .next(Reply.garbage())
            .next(Reply.resetBeforeStoring())
            .next(Reply.blackHole())
            .next(Reply.status(429).header("Retry-After", "1"));
        chat(this.pipeline);
        this.pipeline.flush();
        assertChatStoredOnce();
    }

    @Test
    void span_waitsAsLongAsTheApiAsks() {
        this.api.next(Reply.status(429).header("Retry-After", "1"));
        this.pipeline.tracer().inSpan("root", () -> {
        });
        this.pipeline.flush();
        List<ReceivedRequest> requests = this.api.requests();
        assertThat(requests).extracting(ReceivedRequest::status).containsExactly(429, 200);
        assertThat(Duration.between(requests.get(0).arrivedAt(), requests.get(1).arrivedAt()))
            .isBetween(Duration.ofMillis(990), Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 413, 422 })
    void span_isDeadLetteredWhenItIsRefused(int status) {
        Predicate<ReceivedRequest> bad = (request) -> request.body().contains("\"bad\"");
        this.api.when(bad).always(Reply.status(status));
        this.pipeline.tracer().inSpan("bad", () -> this.pipeline.tracer().inSpan("below", () -> {
        }));
        this.pipeline.tracer().inSpan("bad", () -> {
        });
        this.pipeline.tracer().inSpan("good", () -> {
        });
        this.pipeline.flush();
        assertThat(this.api.spans()).extracting(StoredSpan::name).containsExactly("good");
        assertThat(this.api.requests()).hasSize(3);
        assertThat(this.pipeline.ledger().deadLettered()).isEqualTo(2);
        assertThat(this.pipeline.ledger().dropped(Drop.PARENT_DROPPED)).isEqualTo(1);
        assertThat(this.pipeline.shipper().deadLetters().list())
            .allSatisfy((letter) -> assertThat(letter.status()).isEqualTo(status))
            .extracting(DeadLetter::name)
            .containsExactly("bad", "bad");
        assertThat(this.pipeline.problems().count(Problem.EXPORT_REJECTED)).isEqualTo(2);
        assertThat(this.pipeline.bufferedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 413, 422 })
    void span_isStoredWithoutPayloadsThatAreRefused(int status) {
        this.api.when((request) -> request.body().contains("poison")).always(Reply.status(status));
        this.pipeline.tracer().inSpan("root", () -> this.pipeline.tracer().currentSpan().input("poison").output("ok"));
        this.pipeline.flush();
        StoredSpan stored = this.api.span("root");
        assertThat(stored.input()).startsWith("<refused: 8 bytes, SHA-256 ");
        assertThat(stored.output()).startsWith("<refused: ");
        assertThat(this.api.requests()).extracting(ReceivedRequest::status).containsExactly(status, 200);
        assertThat(this.pipeline.ledger().snapshot().stored()).isEqualTo(1);
        assertThat(this.pipeline.shipper().deadLetters().list()).isEmpty();
    }

    @Test
    void span_isKeptWhenTheKeyIsWrong() {
        this.api.requireKey("another");
        this.pipeline.tracer().inSpan("root", () -> {
        });
        await().until(() -> this.pipeline.problems().count(Problem.EXPORT_UNAUTHORIZED) == 1);
        this.pipeline.shipper().flush(Duration.ofMillis(300));
        assertThat(this.pipeline.ledger().pending()).isEqualTo(1);
        assertThat(this.api.requests()).hasSize(1);
        assertThat(this.pipeline.problems().count(Problem.EXPORT_UNAUTHORIZED)).isEqualTo(1);
        ShippingStatus status = this.pipeline.shipper().status();
        assertThat(status.gate()).isEqualTo(GateState.UNAUTHORIZED);
        assertThat(status.gateUntil()).isBetween(Instant.now().plusSeconds(50), Instant.now().plusSeconds(66));
        assertThat(status.waiting()).isEqualTo(1);
        assertThat(status.lastFailureReason()).contains("401");
    }

    @Test
    void metric_isGivenUpWhenItsSpanStaysUnknown() {
        this.api.on("POST", "/v2/spans/*/metrics").always(Reply.status(404));
        this.pipeline.tracer().inSpan("root", () -> {
            this.pipeline.tracer().currentSpan().metric("hits", 1);
        });
        this.pipeline.flush();
        assertThat(requests("POST", "/v2/spans/.*/metrics")).hasSize(4);
        assertThat(this.pipeline.ledger().stored()).isEqualTo(1);
        assertThat(this.pipeline.ledger().deadLettered()).isEqualTo(1);
    }

    @Test
    void metric_followsItsSpanWhenItComesLate() {
        Span root = this.pipeline.tracer().span("root").start();
        root.close();
        root.metric("late", 1);
        this.pipeline.flush();
        root.metric("later", 2);
        this.pipeline.flush();
        assertThat(this.api.span("root").metrics()).extracting(StoredMetric::dimension)
            .containsExactly("late", "later");
    }

    @Test
    void metric_isStoredOnceWhenTheAnswerToItIsLost() {
        this.api.on("POST", "/v2/spans/*/metrics").next(Reply.resetAfterStoring());
        chat(this.pipeline);
        this.pipeline.flush();
        assertChatStoredOnce();
    }

    @Test
    void spans_areAllStoredOnceWhenTheServerComesBack() {
        this.api.goDown();
        for (int i = 0; i < 20; i++) {
            chat(this.pipeline);
        }
        this.pipeline.shipper().flush(Duration.ofMillis(300));
        assertThat(this.pipeline.ledger().stored()).isZero();
        this.api.comeBack();
        this.pipeline.flush();
        assertThat(this.api.spans()).hasSize(80);
        assertThat(this.api.metrics()).hasSize(20);
        assertThat(this.pipeline.ledger().stored()).isEqualTo(100);
    }

    @Test
    void stop_isOverInTimeWhenNothingAnswers() {
        this.api.always(Reply.blackHole());
        chat(this.pipeline);
        this.api.awaitRequests(1, SOON);
        long begin = System.nanoTime();
        this.pipeline.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(3_500));
        assertThat(this.pipeline.ledger().pending()).isZero();
        assertThat(this.pipeline.ledger().stored()).isZero();
    }

    @Test
    void traces_oneAfterTheOther() {
        for (int i = 0; i < 50; i++) {
            chat(this.pipeline);
            this.pipeline.flush();
        }
        assertThat(this.api.requests()).hasSize(250);
        assertThat(this.api.spans()).extracting(StoredSpan::id).doesNotHaveDuplicates();
        List<UUID> parents = this.api.spans().stream().map(StoredSpan::parentId).filter((id) -> id != null).toList();
        assertThat(parents).hasSize(150);
    }

}
