// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.guardrail;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

import org.springframework.stereotype.Component;

/** The first step of a turn: refuses or masks personal data. */
@Component
public class PersonalDataGuardrail {

    private final PersonalData personalData;

    private final OpperTracer tracer;

    PersonalDataGuardrail(PersonalData personalData, OpperTracer tracer) {
        this.personalData = personalData;
        this.tracer = tracer;
    }

    /**
     * Checks a message.
     * @param message what the customer wrote
     * @return the message with e-mail addresses and phone numbers masked
     * @throws PersonalDataException if it contains a card number or a national id
     */
    @Traced(name = "guardrail.personal_data", type = SpanType.GUARDRAIL, input = "@personalData.mask(#message)",
            expected = PersonalDataException.class)
    public String check(String message) {
        List<PersonalDataKind> found = this.personalData.find(message);
        Span span = this.tracer.currentSpan().metric("personal_data", found.size(), "kinds of personal data");
        found.forEach((kind) -> span.finding("found", kind.name(), kind.isRefused() ? "refused" : "masked"));
        if (found.stream().anyMatch(PersonalDataKind::isRefused)) {
            throw new PersonalDataException(words(found));
        }
        return this.personalData.mask(message);
    }

    private static String words(List<PersonalDataKind> kinds) {
        return kinds.stream()
            .filter(PersonalDataKind::isRefused)
            .map((kind) -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    }

}
