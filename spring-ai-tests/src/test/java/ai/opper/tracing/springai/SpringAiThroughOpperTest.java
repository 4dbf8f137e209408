// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.springai;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.ai.embedding.EmbeddingModel;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.models.ScriptedModels;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** Models that Spring AI calls through Opper, which makes spans of these calls, too. */
class SpringAiThroughOpperTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AutoClose
    private final FakeOpperApi opper = FakeOpperApi.start();

    private RunningDesk desk;

    private void start(String... properties) throws IOException {
        this.desk = RunningDesk.callingOpper(this.opper, properties);
    }

    @AfterEach
    void stop() {
        this.desk.close();
    }

    private void scriptAnOrder() {
        this.desk.models.calls("find_order", "{\"number\":\"7\"}").says("It was sent today.");
    }

    private List<StoredSpan> flushed(String type) {
        assertThat(this.desk.bean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
        return this.opper.spans()
            .stream()
            .filter((span) -> type.equals(span.type()))
            .sorted(Comparator.comparing(StoredSpan::startTime))
            .toList();
    }

    /** The spans of a stream may end when its last word is read already. */
    private long ended() {
        return this.opper.spans().stream().filter((span) -> span.endTime() != null).count();
    }

    private void assertEachCallIsBelowItsSpan(String name) {
        List<StoredSpan> spans = flushed(SpanType.LLM);
        List<Map<String, String>> calls = this.desk.models.calls();
        assertThat(calls).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(calls.get(i)).containsEntry("x-opper-trace-id", spans.get(i).traceId().toString())
                .containsEntry("x-opper-parent-span-id", spans.get(i).id().toString())
                .containsEntry("x-opper-name", name)
                .containsEntry("authorization", "Bearer " + RunningDesk.KEY)
                .doesNotContainKey("x-opper-call-ticket");
            assertThat(spans.get(i).endTime()).isNotNull();
        }
        assertThat(this.opper.span("find_order").type()).isEqualTo(SpanType.TOOL);
        assertThat(this.opper.requests()).filteredOn((request) -> request.method().equals("POST")).hasSize(6);
    }

    private static void assertTellsWhatOpperDoesNot(StoredSpan span) {
        assertThat(span.input()).isNull();
        assertThat(span.output()).isNull();
        assertThat(span.meta().propertyNames()).doesNotContain("input_tokens", "output_tokens", "total_tokens",
                "cache_read_tokens", "estimated_cost");
        assertThat(span.meta().path("opper_cost").toString()).isEqualTo(ScriptedModels.COST);
        assertThat(span.meta().path("model").asString()).isEqualTo(ScriptedModels.SERVED);
        assertThat(span.meta().path("requested_model").asString()).isEqualTo("gpt-test");
    }

    @Test
    void call_putsOppersSpansBelowThoseOfTheModelCalls() throws IOException {
        start("opper.tracing.spring-ai.include-content=true");
        scriptAnOrder();
        assertThat(this.desk.desk().answer("Where is order 7?")).isEqualTo("It was sent today.");
        assertEachCallIsBelowItsSpan("answer");
        assertThat(flushed(SpanType.LLM)).allSatisfy(SpringAiThroughOpperTest::assertTellsWhatOpperDoesNot);
        assertThat(this.opper.span("chat_client").input()).isEqualTo("Where is order 7?");
        assertThat(this.opper.requests()).extracting(ReceivedRequest::body)
            .noneMatch((body) -> body.contains("Be kind."));
    }

    @Test
    void stream_putsOppersSpansBelowThoseOfTheModelCalls() throws IOException {
        start("opper.tracing.spring-ai.include-content=true");
        scriptAnOrder();
        List<String> words = this.desk.desk().stream("Where is order 7?").collectList().block(PATIENCE);
        assertThat(String.join("", words)).isEqualTo("It was sent today.");
        this.opper.await("the ends of all six spans", () -> ended() == 6, PATIENCE);
        assertEachCallIsBelowItsSpan("stream");
        assertThat(flushed(SpanType.LLM)).allSatisfy(SpringAiThroughOpperTest::assertTellsWhatOpperDoesNot);
    }

    @Test
    void recordTwice_keepsMessagesAndTokens() throws IOException {
        start("opper.tracing.spring-ai.include-content=true", "opper.tracing.gateway.record-twice=true");
        scriptAnOrder();
        this.desk.desk().answer("Where is order 7?");
        assertThat(flushed(SpanType.LLM)).hasSize(2).allSatisfy((span) -> {
            assertThat(span.input()).contains("Be kind.");
            assertThat(span.output()).isNotBlank();
            assertThat(span.meta().path("total_tokens").asInt()).isEqualTo(25);
            assertThat(span.meta().path("opper_cost").toString()).isEqualTo(ScriptedModels.COST);
        });
    }

    @Test
    void contentThatIsOff_staysHere() throws IOException {
        start("opper.tracing.gateway.record-twice=true");
        scriptAnOrder();
        this.desk.desk().answer("Where is order 7?");
        assertThat(flushed(SpanType.LLM)).hasSize(2);
        assertThat(this.opper.requests()).extracting(ReceivedRequest::body)
            .noneMatch((body) -> body.contains("order 7") || body.contains("Be kind.") || body.contains("sent today"));
    }

    @Test
    void callThatOpperRefuses_isToldHere() throws IOException {
        start("opper.tracing.spring-ai.include-content=true");
        this.desk.models.refuses(400, "No such model");
        assertThatException().isThrownBy(() -> this.desk.desk().answer("Where is order 7?"));
        StoredSpan call = flushed(SpanType.LLM).get(0);
        assertThat(call.input()).contains("Be kind.");
        assertThat(call.error()).contains("No such model");
        assertThat(call.meta().has("opper_cost")).isFalse();
    }

    @Test
    void embedding_isACallOfAModelToo() throws IOException {
        start();
        this.desk.bean(OpperTracer.class)
            .inSpan("index", () -> this.desk.bean(EmbeddingModel.class).embed("Some text"));
        StoredSpan embedding = flushed(SpanType.EMBEDDING).get(0);
        assertThat(this.desk.models.calls().get(0)).containsEntry("x-opper-parent-span-id", embedding.id().toString())
            .containsEntry("x-opper-name", "index");
        assertThat(embedding.meta().has("input_tokens")).isFalse();
        assertThat(embedding.meta().path("opper_cost").toString()).isEqualTo(ScriptedModels.COST);
    }

    @Test
    void version3_namesTheIdsThatOpperMade() throws IOException {
        start("opper.tracing.api-version=v3");
        scriptAnOrder();
        this.desk.desk().answer("Where is order 7?");
        List<StoredSpan> spans = flushed(SpanType.LLM);
        assertThat(this.desk.models.calls()).extracting((call) -> call.get("x-opper-parent-span-id"))
            .containsExactly(spans.get(0).id().toString(), spans.get(1).id().toString());
    }

}
