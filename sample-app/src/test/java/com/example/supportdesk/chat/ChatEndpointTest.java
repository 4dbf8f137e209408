// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import com.example.supportdesk.answer.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ChatEndpointTest {

    @LocalServerPort
    private int port;

    private RestTestClient http;

    @BeforeEach
    void connect() {
        this.http = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
    }

    @Test
    void chat_answersFromArticlesWithSources() {
        Reply reply = ask(new ChatRequest(null, "What does error E04 mean?", null));
        assertThat(reply.answer()).startsWith("E04 means that the pump cannot build up pressure.");
        assertThat(reply.sources()).extracting(Source::id).containsExactly("error-codes");
        assertThat(reply.method()).isEqualTo("extractive");
        assertThat(reply.conversationId()).isNotBlank();
    }

    @Test
    void chat_remembersTheOrderOfItsConversation() {
        Reply first = ask(new ChatRequest(null, "What about order TC-10024?", "C-1004"));
        assertThat(first.answer()).contains("delivered on 16 November 2026");
        Reply second = ask(new ChatRequest(first.conversationId(), "Please give me my money back", "C-1004"));
        assertThat(second.conversationId()).isEqualTo(first.conversationId());
        assertThat(second.answer()).contains("Your refund for order TC-10024 is accepted: we pay back 24.90 €.")
            .contains("within five working days");
        Reply third = ask(new ChatRequest(first.conversationId(), "Please refund it again", "C-1004"));
        assertThat(third.answer()).contains("refunded already");
        Reply other = ask(new ChatRequest(null, "Where is my order?", "C-1004"));
        assertThat(other.answer()).startsWith("Which order is it about?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Where is my parcel TC-99999?             |        | There is no order TC-99999.
            Show me order TC-10023                   | C-1006 | Order TC-10023 belongs to another account.
            Please refund TC-10032                   | C-1004 | Order TC-10032 is still on its way.
            My card is 4111 1111 1111 1111           |        | Your message contains personal data
            Which team won the world championship?   |        | I have not found an answer
            """)
    void chat_saysWhyItCannot(String message, String customerId, String answer) {
        assertThat(ask(new ChatRequest(null, message, customerId)).answer()).startsWith(answer);
    }

    @Test
    void chat_namesNoTraceWhenNothingIsRecorded() {
        Reply reply = ask(new ChatRequest("talk-1", "Hello", null));
        assertThat(reply.conversationId()).isEqualTo("talk-1");
        assertThat(reply.traceId()).isNull();
        assertThat(reply.traceUrl()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {}                                             | The message is empty. Write a question of a few words.
                    {"message": "  "}                              | The message is empty. Write a question of a few words.
                    {"message": "hi", "customerId": "Maya"}        | The customerId must look like C-1001; leave it out for a guest.
                    {"message": "hi", "conversationId": "a b"}     | The conversationId may have at most 64 letters, digits, dots, hyphens and underscores.
                    {"message":                                    | The body could not be read. Send a JSON object; for the chat it looks like {"message": "Hello"}.
                    {"message": {"text": "hi"}}                    | The body could not be read. Send a JSON object; for the chat it looks like {"message": "Hello"}.
                    """)
    void chat_refusesWhatIsNotValidWithAProblemDetail(String body, String detail) {
        this.http.post()
            .uri("/api/chat")
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .exchange()
            .expectStatus()
            .isBadRequest()
            .expectHeader()
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .expectBody()
            .jsonPath("$.detail")
            .isEqualTo(detail);
    }

    @Test
    void chat_refusesALongMessage() {
        this.http.post()
            .uri("/api/chat")
            .body(new ChatRequest(null, "x".repeat(1001), null))
            .exchange()
            .expectStatus()
            .isEqualTo(HttpStatus.BAD_REQUEST)
            .expectBody()
            .jsonPath("$.detail")
            .isEqualTo("The message has 1001 characters, and at most 1000 are read. Please make it shorter.")
            .jsonPath("$.field")
            .isEqualTo("message");
    }

    @Test
    void page_isServedAndLoadsNothingFromElsewhere() {
        for (String file : new String[] { "/", "/chat.js", "/chat.css" }) {
            String text = this.http.get()
                .uri(file)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
            assertThat(text).isNotEmpty().doesNotContain("https://", "http://", "innerHTML");
        }
    }

    private Reply ask(ChatRequest request) {
        return this.http.post()
            .uri("/api/chat")
            .body(request)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(Reply.class)
            .returnResult()
            .getResponseBody();
    }

}
