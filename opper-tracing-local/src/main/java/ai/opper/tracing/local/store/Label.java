// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Something a trace can be found by.
 *
 * @param kind what the value is
 * @param value the value
 */
record Label(Kind kind, String value) {

    static List<Label> of(SpanEntry span) {
        List<Label> labels = new ArrayList<>();
        labels.add(new Label(Kind.SPAN_NAME, Facts.cut(span.name())));
        if (span.type() != null) {
            labels.add(new Label(Kind.TYPE, Facts.cut(span.type())));
        }
        if (span.model() != null) {
            labels.add(new Label(Kind.MODEL, span.model()));
        }
        if (span.serviceName() != null) {
            labels.add(new Label(Kind.SERVICE, span.serviceName()));
        }
        if (span.facts().user() != null) {
            labels.add(new Label(Kind.USER, span.facts().user()));
        }
        span.facts().tags().forEach((key, value) -> labels.add(new Label(Kind.TAG, key + ":" + value)));
        return labels;
    }

    /** The kinds, each with the letter that stands for it in the database. */
    enum Kind {

        NAME("n"), SPAN_NAME("p"), TYPE("y"), MODEL("m"), SERVICE("v"), USER("u"), TAG("t");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }

        String letter() {
            return this.letter;
        }

        static Kind of(String letter) {
            for (Kind kind : values()) {
                if (kind.letter.equals(letter)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("No label is of the kind " + letter);
        }

    }

}
