// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import java.util.List;

import ai.opper.tracing.test.OpperTracingTest;
import ai.opper.tracing.test.RecordedSpans;

import com.example.supportdesk.person.DataProcessing;
import com.example.supportdesk.person.Person;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What a person sees of a turn in the viewer. */
@SpringBootTest
@OpperTracingTest
class ChatTraceTest {

    @Autowired
    private SupportDesk desk;

    @Autowired
    private DataProcessing processing;

    @Autowired
    private RecordedSpans spans;

    @Test
    void turn_isOneTraceWithItsSteps() {
        ask("How do I descale the machine?", null);
        assertThat(this.spans).hasTreeInAnyOrder("""
                chatbot.turn
                  guardrail.personal_data
                  decide_next_step
                  search_articles
                  compose_answer
                  response_check
                """);
        assertThat(this.spans.span("chatbot.turn")).hasType("agent")
            .hasInput("How do I descale the machine?")
            .hasTag("channel", "test")
            .hasNoError();
        assertThat(this.spans.span("response_check")).hasType("evaluator");
        assertThat(this.spans.span("response_check").record().metrics()).extracting("dimension")
            .containsExactlyInAnyOrder("groundedness", "answer_length");
    }

    @Test
    void everySpanOfATurn_belongsToItsSession() {
        ask("How do I descale the machine?", null);
        assertThat(this.spans.all()).isNotEmpty()
            .allSatisfy((span) -> assertThat(span.record().sessionId()).isEqualTo("session-1"));
    }

    @Test
    void refund_showsWhatTheToolDid() {
        ask("I want a refund for order TC-10022", "C-1002");
        assertThat(this.spans.span("request_refund")).hasType("tool").hasParent("chatbot.turn");
        assertThat(this.spans.span("check_refund_rules")).hasParent("request_refund");
    }

    @Test
    void unknownOrder_isAnErrorOfTheToolAndNotOfTheTurn() {
        ask("Where is my parcel TC-99999?", null);
        assertThat(this.spans.span("get_order_information")).hasError("There is no order TC-99999");
        assertThat(this.spans.span("chatbot.turn")).hasNoError();
    }

    @Test
    void personalData_neverReachesASpan() {
        ask("My card is 4111 1111 1111 1111, can you put the refund on it?", null);
        assertThat(this.spans.all()).isNotEmpty()
            .allSatisfy((span) -> assertThat(span.record().toString()).doesNotContain("4111 1111"));
        assertThat(this.spans.span("chatbot.turn").record().input()).isNotNull();
        assertThat(this.spans.span("chatbot.turn").record().input().text()).contains("[CARD_NUMBER]");
        this.spans.all()
            .stream()
            .map((span) -> span.record().input())
            .filter((input) -> input != null)
            .forEach((input) -> assertThat(input.text()).doesNotContain("4111"));
    }

    @Test
    void batch_countsRecordsAndFailures() {
        this.processing.process(List.of(new Person("Alice", 30, "New York"), new Person("Bob", -4, "San Francisco")));
        assertThat(this.spans.span("data_processing")).hasMetric("n_records", 2).hasMetric("n_failed", 1);
    }

    private void ask(String message, String customerId) {
        this.desk.ask(new ChatRequest("session-1", message, customerId), "test");
    }

}
