// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.guardrail;

import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ai.opper.tracing.OpperTracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PersonalDataTest {

    private final PersonalData personalData = new PersonalData();

    private final PersonalDataGuardrail guardrail = new PersonalDataGuardrail(this.personalData, OpperTracer.noop());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            My card is 4111 1111 1111 1111         | CARD_NUMBER
            4111111111111111                       | CARD_NUMBER
            Amex 3782-822463-10005, ok?            | CARD_NUMBER
            Use 5555-5555-5555-4444.               | CARD_NUMBER
            SSN 536-22-8145                        | SOCIAL_SECURITY_NUMBER
            My number is AB 12 34 56 C             | NATIONAL_INSURANCE_NUMBER
            personnummer 811218-9876               | PERSONAL_NUMBER
            or 19811218-9876                       | PERSONAL_NUMBER
            write to maya.lindqvist@example.com.   | EMAIL
            a+b@mail.example.co.uk                 | EMAIL
            call +31 20 555 0123                   | PHONE_NUMBER
            call 0049 (30) 1234567                 | PHONE_NUMBER
            call 020 7946 0958 now                 | PHONE_NUMBER
            """)
    void find_seesPersonalData(String text, PersonalDataKind kind) {
        assertThat(this.personalData.find(text)).containsExactly(kind);
        assertThat(this.personalData.mask(text)).contains("[" + kind + "]");
        assertThat(this.personalData.find(this.personalData.mask(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Where is my order TC-10031?", "My card is 4111 1111 1111 1112",
            "I paid 349.00 € on 2026-11-20", "serial number TM1-2409-00731", "The code is 000-22-8145", "E04 and E05",
            "811218-9877", "It costs 14.90 € for 500 g, 2 to 4 working days", "me @ home", "1234567890123 is no card" })
    void find_letsOtherNumbersPass(String text) {
        assertThat(this.personalData.find(text)).isEmpty();
        assertThat(this.personalData.mask(text)).isEqualTo(text);
        assertThat(this.guardrail.check(text)).isEqualTo(text);
    }

    @Test
    void luhn_acceptsOneCheckDigitOfTen() {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            String payload = random.ints(15, 0, 10).mapToObj(String::valueOf).collect(Collectors.joining());
            long accepted = random.ints(0, 10)
                .distinct()
                .limit(10)
                .filter((digit) -> CheckDigit.isLuhn(payload + digit))
                .count();
            assertThat(accepted).as(payload).isOne();
        }
    }

    @Test
    void luhn_seesEverySingleWrongDigit() {
        String real = "4111111111111111";
        for (int position = 0; position < real.length(); position++) {
            char wrong = (char) ('0' + (real.charAt(position) - '0' + 3) % 10);
            assertThat(CheckDigit.isLuhn(real.substring(0, position) + wrong + real.substring(position + 1))).isFalse();
        }
        assertThat(CheckDigit.isLuhn("")).isFalse();
    }

    @Test
    void check_refusesCardsAndNationalIdsWithoutRepeatingThem() {
        assertThatExceptionOfType(PersonalDataException.class)
            .isThrownBy(() -> this.guardrail.check("4111 1111 1111 1111 or 536-22-8145"))
            .withMessageContaining("card number, social security number")
            .withMessageNotContaining("4111")
            .withMessageNotContaining("8145");
    }

    @Test
    void check_masksAddressesAndPhonesAndGoesOn() {
        assertThat(this.guardrail.check("Mail maya@example.com or call +31 20 555 0123 about TC-10043"))
            .isEqualTo("Mail [EMAIL] or call [PHONE_NUMBER] about TC-10043");
    }

}
