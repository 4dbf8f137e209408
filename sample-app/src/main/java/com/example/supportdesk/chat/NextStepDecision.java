// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

import com.example.supportdesk.chat.NextStep.Action;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Decides by plain rules what to do with a message; the first rule that fits wins. */
@Component
public class NextStepDecision {

    private static final Pattern ORDER_NUMBER = Pattern.compile("(?i)\\bTC[- ]?(\\d{5})\\b");

    private static final Pattern DANGER = words("smoke|smoking|fire|sparks?|electric shock|burning smell|exploded");

    private static final Pattern HUMAN = words(
            "human|agent|escalate|complaint|complain|manager|real person|(talk|speak) to (a person|someone|somebody)");

    private static final Pattern REFUND = words("refund|refunded|money back|pay me back|return it|return them");

    private static final Pattern WISH = words("please|want|would like|i'd like|need|can i have|can i get|give me");

    private static final Pattern ORDER_STATE = words(
            "(where|state|status|track|show|when)\\b.*\\b(my|the|this)" + " (order|parcel|package|delivery)");

    /**
     * What the guardrail has put in the place of personal data says nothing about the
     * question.
     */
    private static final Pattern MASKED = Pattern.compile("\\[[A-Z_]+]");

    private static final Pattern GREETING = Pattern
        .compile("(?i)\\s*(hi|hello|hey|good (morning|afternoon|evening)|thanks|thank you)\\b.{0,20}");

    /**
     * Decides what to do.
     * @param message the customer's message, without personal data
     * @param lastOrderNumber the order that the conversation was about, or {@code null}
     * @return what to do
     */
    @Traced(name = "decide_next_step", type = SpanType.CHAIN)
    public NextStep decide(String message, @Nullable String lastOrderNumber) {
        String named = orderNumber(message);
        String order = (named != null) ? named : lastOrderNumber;
        if (DANGER.matcher(message).find()) {
            return new NextStep(Action.ESCALATE_URGENTLY, order, null, "the words sound like danger");
        }
        if (HUMAN.matcher(message).find()) {
            return new NextStep(Action.ESCALATE, order, null, "the customer asks for a human");
        }
        if (REFUND.matcher(message).find() && (named != null || WISH.matcher(message).find())) {
            return refund(order);
        }
        if (named != null) {
            return new NextStep(Action.GET_ORDER_INFORMATION, named, null, "the message names an order");
        }
        if (ORDER_STATE.matcher(message).find()) {
            return orderState(order);
        }
        if (GREETING.matcher(message).matches()) {
            return new NextStep(Action.GREET, null, null, "the message is a greeting");
        }
        return new NextStep(Action.ANSWER_FROM_ARTICLES, null, MASKED.matcher(message).replaceAll(""),
                "no rule for a tool fits");
    }

    private static NextStep refund(@Nullable String order) {
        return (order != null)
                ? new NextStep(Action.REQUEST_REFUND, order, "how long a refund takes", "the customer wants money back")
                : new NextStep(Action.ASK_FOR_ORDER_NUMBER, null, null, "a refund needs an order number");
    }

    private static NextStep orderState(@Nullable String order) {
        return (order != null)
                ? new NextStep(Action.GET_ORDER_INFORMATION, order, null, "the conversation is about this order")
                : new NextStep(Action.ASK_FOR_ORDER_NUMBER, null, null, "an order's state needs its number");
    }

    private static @Nullable String orderNumber(String message) {
        Matcher matcher = ORDER_NUMBER.matcher(message);
        return matcher.find() ? "TC-" + matcher.group(1) : null;
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile(String.format(Locale.ROOT, "(?i)\\b(%s)\\b", alternatives));
    }

}
