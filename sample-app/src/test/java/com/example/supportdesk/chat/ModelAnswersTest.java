// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.Reply;
import ai.opper.tracing.test.StoredSpan;

import com.example.supportdesk.SupportDeskApplication;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The profile in which a model answers, with Opper played by a script. */
class ModelAnswersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String KEY = "op-secret";

    private static final String QUESTION = "Where is my order TC-10031?";

    private static final String ANSWER = "Your order is on its way.";

    @AutoClose
    private final FakeOpperApi opper = FakeOpperApi.start();

    private ConfigurableApplicationContext application;

    private void start(String... properties) {
        this.opper.requireKey(KEY);
        Stream<String> always = Stream.of("server.port=0", "opper.local.enabled=false", "opper.tracing.enabled=true",
                "opper.tracing.api-key=" + KEY, "opper.tracing.base-url=" + this.opper.url(),
                "opper.tracing.gateway.open-timeout=20s");
        this.application = new SpringApplicationBuilder(SupportDeskApplication.class).profiles("opper")
            .logStartupInfo(false)
            .run(Stream.concat(always, Stream.of(properties))
                .map((property) -> "--" + property)
                .toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        this.application.close();
    }

    private void scriptTheModel() {
        this.opper.on("POST", "/v3/compat/chat/completions")
            .next(completion("""
                    {"role": "assistant", "tool_calls": [{"id": "call_1", "type": "function", "function":
                     {"name": "look_up_order", "arguments": "{\\"orderNumber\\": \\"TC-10031\\"}"}}]}""", "tool_calls"))
            .next(completion("{\"role\": \"assistant\", \"content\": \"" + ANSWER + "\"}", "stop"));
    }

    private static Reply completion(String message, String reason) {
        return Reply
            .status(200,
                    """
                            {"id": "1", "object": "chat.completion", "created": 1, "model": "served-model",
                             "choices": [{"index": 0, "message": %s, "finish_reason": "%s"}],
                             "usage": {"prompt_tokens": 20, "completion_tokens": 5, "total_tokens": 25}}"""
                        .formatted(message, reason))
            .header("X-Opper-Cost", "0.0021");
    }

    private static Reply stream(String... words) {
        StringBuilder events = new StringBuilder();
        for (String word : words) {
            events.append(chunk("{\"role\":\"assistant\",\"content\":\"" + word + "\"}", "null"));
        }
        events.append(chunk("{}", "\"stop\"")).append("data: [DONE]\n\n");
        return Reply.status(200, events.toString())
            .header("Content-Type", MediaType.TEXT_EVENT_STREAM_VALUE)
            .header("X-Opper-Cost", "0.0021");
    }

    private static String chunk(String delta, String reason) {
        return "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"served-model\","
                + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + reason + "}]}\n\n";
    }

    private RestClient.ResponseSpec ask(String path) {
        return ask(path, "{\"conversationId\": \"session-1\", \"message\": \"" + QUESTION + "\"}");
    }

    /** The JDK's client has no timeout of its own, which a busy machine may exceed. */
    private RestClient.ResponseSpec ask(String path, String body) {
        String port = this.application.getEnvironment().getProperty("local.server.port");
        return RestClient.builder()
            .requestFactory(new JdkClientHttpRequestFactory())
            .build()
            .post()
            .uri("http://127.0.0.1:" + port + path)
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .retrieve();
    }

    private List<StoredSpan> modelCalls() {
        assertThat(this.application.getBean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
        return this.opper.spans()
            .stream()
            .filter((span) -> "llm".equals(span.type()))
            .sorted(Comparator.comparing(StoredSpan::startTime))
            .toList();
    }

    private List<ReceivedRequest> received() {
        return this.opper.requests()
            .stream()
            .filter((request) -> request.path().equals("/v3/compat/chat/completions"))
            .toList();
    }

    private void assertEachCallIsBelowItsSpan(String turn) {
        List<StoredSpan> spans = modelCalls();
        List<ReceivedRequest> calls = received();
        assertThat(spans).hasSameSizeAs(calls);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).header("X-Opper-Parent-Span-Id")).isEqualTo(spans.get(i).id().toString());
            assertThat(calls.get(i).header("X-Opper-Trace-Id")).isEqualTo(this.opper.span(turn).traceId().toString());
            assertThat(calls.get(i).header("X-Opper-Name")).isEqualTo(turn);
            assertThat(calls.get(i).authorization()).isEqualTo("Bearer " + KEY);
            assertThat(spans.get(i).meta().path("opper_cost").toString()).isEqualTo("0.0021");
            assertThat(spans.get(i).meta().path("model").asString()).isEqualTo("served-model");
            assertThat(spans.get(i).meta().path("session_id").asString()).isEqualTo("session-1");
        }
    }

    @Test
    void turn_isAnsweredByTheModelAndItsTools() {
        start();
        scriptTheModel();
        JsonNode reply = ask("/api/chat").body(JsonNode.class);
        assertThat(reply.path("answer").asString()).isEqualTo(ANSWER);
        assertThat(reply.path("method").asString()).isEqualTo("model");
        assertThat(reply.path("sources").toString()).contains("order:TC-10031");
        assertThat(received()).hasSize(2);
        assertThat(received().get(0).body()).contains(QUESTION, "find_articles", "refund_order", "call_human");
        assertEachCallIsBelowItsSpan("chatbot.turn");
        assertThat(this.opper.span("get_order_information").parentId())
            .isEqualTo(this.opper.span("look_up_order").id());
        assertThat(this.opper.span("response_check").metrics()).hasSize(2);
    }

    @Test
    void stream_isAnsweredInPieces() {
        start();
        this.opper.on("POST", "/v3/compat/chat/completions").next(stream("Your ", "order ", "is ", "on its way."));
        String events = ask("/api/chat/stream").body(String.class);
        assertThat(events).contains("data:{\"text\":\"Your \"}", "data:{\"text\":\"on its way.\"}");
        this.opper.await("the end of the turn", () -> this.opper.span("chatbot.stream").endTime() != null, PATIENCE);
        assertEachCallIsBelowItsSpan("chatbot.stream");
        assertThat(this.opper.span("chatbot.stream").output()).isEqualTo(ANSWER);
    }

    @Test
    void messages_areForOpperToTell() {
        start();
        scriptTheModel();
        ask("/api/chat").toBodilessEntity();
        assertThat(modelCalls()).hasSize(2).allSatisfy((span) -> {
            assertThat(span.input()).isNull();
            assertThat(span.output()).isNull();
            assertThat(span.meta().has("total_tokens")).isFalse();
        });
        assertThat(this.opper.span("chat_client").input()).isNull();
    }

    @Test
    void messages_areRecordedHereWhenThatIsAskedFor() {
        start("opper.tracing.spring-ai.include-content=true", "opper.tracing.gateway.record-twice=true");
        scriptTheModel();
        ask("/api/chat").toBodilessEntity();
        assertThat(modelCalls()).hasSize(2).allSatisfy((span) -> {
            assertThat(span.input()).contains(QUESTION);
            assertThat(span.meta().path("total_tokens").asInt()).isEqualTo(25);
        });
    }

    @Test
    void personalData_doesNotReachTheModel() {
        start();
        JsonNode reply = ask("/api/chat", "{\"message\": \"My card is 4111 1111 1111 1111\"}").body(JsonNode.class);
        assertThat(reply.path("method").asString()).isEqualTo("rule");
        assertThat(received()).isEmpty();
    }

}
