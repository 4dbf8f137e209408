// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.guardrail;

/** Tells real numbers from numbers that only look like them. */
final class CheckDigit {

    private CheckDigit() {
    }

    /** The check of ISO/IEC 7812-1: every second digit from the right counts twice. */
    static boolean isLuhn(String number) {
        String digits = number.replaceAll("\\D", "");
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = (i % 2 == 0) ? digit : digit * 2;
            sum += (weighted > 9) ? weighted - 9 : weighted;
        }
        return !digits.isEmpty() && sum % 10 == 0;
    }

    /** The century does not take part in the check. */
    static boolean isPersonalNumber(String number) {
        String digits = number.replaceAll("\\D", "");
        return isLuhn(digits.substring(digits.length() - 10));
    }

}
