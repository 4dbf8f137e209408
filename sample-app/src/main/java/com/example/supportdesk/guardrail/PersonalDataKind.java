// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.guardrail;

import java.util.regex.Pattern;

/** What counts as personal data, how it looks, and whether the assistant may read on. */
enum PersonalDataKind {

    /** A number with a payment card's length and check digit. */
    CARD_NUMBER("(?<![\\w-])\\d(?:[ -]?\\d){12,18}(?![\\w-])", true) {

        @Override
        boolean isReal(String number) {
            return CheckDigit.isLuhn(number);
        }

    },

    /** A United States social security number; some ranges are never given out. */
    SOCIAL_SECURITY_NUMBER("(?<![\\w-])(?!000|666|9\\d\\d)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}(?![\\w-])", true),

    /** A United Kingdom national insurance number. */
    NATIONAL_INSURANCE_NUMBER(
            "(?i)\\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]\\b",
            true),

    /** A Swedish personal number: a birthday, three digits and a check digit. */
    PERSONAL_NUMBER("(?<![\\w-])(?:19|20)?\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])[-+]\\d{4}(?![\\w-])", true) {

        @Override
        boolean isReal(String number) {
            return CheckDigit.isPersonalNumber(number);
        }

    },

    /** An e-mail address. */
    EMAIL("(?i)\\b[a-z0-9._%+-]+@[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}\\b", false),

    /**
     * A phone number with a country code, or with a leading zero and ten digits or more.
     */
    PHONE_NUMBER(
            "(?<![\\w-])(?:\\+|00)[1-9](?:[ ()/.-]{0,2}\\d){7,13}(?!\\w)|(?<![\\w-])0[1-9](?:[ ()/.-]?\\d){8,10}(?!\\w)",
            false);

    private final Pattern pattern;

    private final boolean refused;

    PersonalDataKind(String pattern, boolean refused) {
        this.pattern = Pattern.compile(pattern);
        this.refused = refused;
    }

    /** Whether a message with it is refused, not only masked. */
    boolean isRefused() {
        return this.refused;
    }

    /** Whether what looks like it is it; the check digit tells, where there is one. */
    boolean isReal(String found) {
        return true;
    }

    boolean isIn(String text) {
        return this.pattern.matcher(text).results().anyMatch((match) -> isReal(match.group()));
    }

    String mask(String text) {
        return this.pattern.matcher(text).replaceAll((match) -> isReal(match.group()) ? "[" + name() + "]" : "$0");
    }

}
