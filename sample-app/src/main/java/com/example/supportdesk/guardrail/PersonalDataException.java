// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.guardrail;

import java.util.Objects;

/** Refuses a message that contains what should never be written into a chat. */
public final class PersonalDataException extends RuntimeException {

    PersonalDataException(String kinds) {
        super("Your message contains personal data that we never need in a chat (" + kinds
                + "), so I have not read it. Please ask again without it.");
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "the constructor gives a message");
    }

}
