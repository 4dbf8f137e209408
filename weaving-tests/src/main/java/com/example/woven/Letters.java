// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.woven;

import org.springframework.stereotype.Service;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;

/** Has every kind of call that a proxy cannot see. */
@Service
public class Letters {

    @Traced
    public String write(String name) {
        return new Envelope(greeting(name) + body() + farewell()).seal();
    }

    @Traced
    public String greeting(String name) {
        return "Dear " + name + ", ";
    }

    @Traced
    @SpanMetric(dimension = "length")
    private String body() {
        return "all is well. ";
    }

    @Traced
    static String farewell() {
        return "Yours";
    }

    /** Not a bean. */
    static final class Envelope {

        private final String letter;

        Envelope(String letter) {
            this.letter = letter;
        }

        @Traced
        String seal() {
            return '[' + this.letter + ']';
        }

    }

}
