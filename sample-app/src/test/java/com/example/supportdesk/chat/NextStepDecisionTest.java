// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import com.example.supportdesk.chat.NextStep.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NextStepDecisionTest {

    private final NextStepDecision decision = new NextStepDecision();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Where is my order TC-10031?                     |          | GET_ORDER_INFORMATION | TC-10031
            tc10031                                         |          | GET_ORDER_INFORMATION | TC-10031
            Where is my order?                              | TC-10031 | GET_ORDER_INFORMATION | TC-10031
            Where is my order?                              |          | ASK_FOR_ORDER_NUMBER  |
            I want a refund for TC-10022                    |          | REQUEST_REFUND        | TC-10022
            Please give me my money back                    | TC-10022 | REQUEST_REFUND        | TC-10022
            Please refund TC-10022                          | TC-10031 | REQUEST_REFUND        | TC-10022
            I'd like a refund                               |          | ASK_FOR_ORDER_NUMBER  |
            How long does a refund take?                    | TC-10022 | ANSWER_FROM_ARTICLES  |
            I need to talk to a human about TC-10022        |          | ESCALATE              | TC-10022
            There is smoke, I want a refund for TC-10022    |          | ESCALATE_URGENTLY     | TC-10022
            Hello!                                          | TC-10022 | GREET                 |
            Hello, how do I descale the machine?            |          | ANSWER_FROM_ARTICLES  |
            The coffee tastes burnt                         |          | ANSWER_FROM_ARTICLES  |
            """)
    void decide_followsTheRules(String message, String lastOrder, Action action, String order) {
        NextStep step = this.decision.decide(message, lastOrder);
        assertThat(step.action()).isEqualTo(action);
        assertThat(step.orderNumber()).isEqualTo(order);
        assertThat(step.reason()).isNotBlank();
    }

    @Test
    void decide_doesNotSearchForMasks() {
        assertThat(this.decision.decide("Send the invoice to [EMAIL]", null).articleQuery())
            .isEqualTo("Send the invoice to ");
    }

}
