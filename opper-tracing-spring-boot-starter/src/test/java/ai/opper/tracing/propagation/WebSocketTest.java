// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.test.RecordedSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages of a WebSocket: each is a trace of its own, and the session joins them. */
class WebSocketTest {

    @ParameterizedTest
    @EnumSource
    void messages_areTraces(ThreadKind kind) throws Exception {
        try (RunningApplication application = RunningApplication.start(Server.class,
                "spring.main.web-application-type=servlet", kind.property())) {
            WebSocket client = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + application.port() + "/chat"), new WebSocket.Listener() {
                })
                .get();
            for (String text : List.of("one", "two", "three")) {
                client.sendText(text, true).get();
            }
            List<RecordedSpan> spans = application.spans().awaitSpans(3, RunningApplication.PATIENCE);
            client.abort();
            assertThat(spans).extracting(RecordedSpan::name).containsExactlyInAnyOrder("one", "two", "three");
            assertThat(spans).allMatch(RecordedSpan::isRoot);
            assertThat(spans).extracting((span) -> span.record().sessionId())
                .doesNotContainNull()
                .containsOnly(spans.get(0).record().sessionId());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocket
    @Import(Chat.class)
    static class Server implements WebSocketConfigurer {

        private final Chat chat;

        Server(Chat chat) {
            this.chat = chat;
        }

        @Override
        public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
            registry.addHandler(this.chat, "/chat");
        }

    }

    static class Chat extends TextWebSocketHandler {

        private final OpperTracer tracer;

        Chat(OpperTracer tracer) {
            this.tracer = tracer;
        }

        @Override
        protected void handleTextMessage(WebSocketSession session, TextMessage message) {
            TraceAttributes conversation = TraceAttributes.none().withSessionId(session.getId());
            try (TraceScope scope = this.tracer.with(conversation)) {
                this.tracer.inSpan(message.getPayload(), () -> answer(message));
            }
        }

        private String answer(TextMessage message) {
            return "You said " + message.getPayload();
        }

    }

}
