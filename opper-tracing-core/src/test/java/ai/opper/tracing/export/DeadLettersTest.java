// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import org.junit.jupiter.api.Test;

import ai.opper.tracing.span.MetricRecord;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLettersTest {

    private final DeadLetters letters = new DeadLetters();

    private static DeadLetter letter(String name) {
        return DeadLetter.of(new ExportRequest.Create(SampleSpan.root(name).input("\"secret\"").end()),
                new ExportResult.Rejected("refused", 422, true));
    }

    @Test
    void letter_tellsWhatAndWhyWithoutPayload() {
        SampleSpan span = SampleSpan.root("root");
        DeadLetter letter = DeadLetter.of(
                new ExportRequest.AddMetric(span.id(), new MetricRecord("hits", 1, "secret"), span.traceId(), false),
                new ExportResult.Rejected("unknown", 404, false));
        assertThat(letter.metric()).isTrue();
        assertThat(letter.name()).isEqualTo("hits");
        assertThat(letter.spanId()).isEqualTo(span.id());
        assertThat(letter("root").toString()).contains("root", "422", "refused").doesNotContain("secret");
    }

    @Test
    void letters_leaveOldestFirst() {
        int many = 10_000;
        for (int i = 0; i < many; i++) {
            this.letters.add(letter("span " + i));
        }
        int kept = this.letters.list().size();
        assertThat(kept).isBetween(1_000, many - 1);
        assertThat(this.letters.forgotten()).isEqualTo(many - kept);
        assertThat(this.letters.list().get(kept - 1).name()).isEqualTo("span " + (many - 1));
        assertThat(this.letters.list().stream().mapToInt(DeadLetter::estimatedBytes).sum())
            .isLessThanOrEqualTo(DeadLetters.MAX_BYTES);
    }

}
