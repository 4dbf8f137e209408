// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.guardrail;

import java.util.Arrays;
import java.util.List;

import org.springframework.stereotype.Component;

/**
 * Finds and masks personal data. It is a bean of its own, untraced, so that
 * {@code @Traced(input = "@personalData.mask(...)")} can name it: what it masks never
 * reaches a span.
 */
@Component("personalData")
public final class PersonalData {

    /**
     * Finds out what kinds of personal data a text contains.
     * @param text any text
     * @return the kinds
     */
    List<PersonalDataKind> find(String text) {
        return Arrays.stream(PersonalDataKind.values()).filter((kind) -> kind.isIn(text)).toList();
    }

    /**
     * Replaces personal data by its kind, such as {@code [EMAIL]}.
     * @param text any text
     * @return the text without it
     */
    public String mask(String text) {
        String masked = text;
        for (PersonalDataKind kind : PersonalDataKind.values()) {
            masked = kind.mask(masked);
        }
        return masked;
    }

}
