// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A text is rendered character by character, whatever it is made of. */
class TextRenderingTest {

    private static final List<String> PARTS = List.of("a", "ü", "\"", "\\", "\n", "\u0000", "\u2028", "ⅷ", "\uFFFD",
            "😀", "\uD83D", "\uDE00");

    private final PayloadCapture capture = Captures.standard().capture();

    private final JsonMapper mapper = new JsonMapper();

    @Test
    void text_isAsItWasButForHalvesOfCharacters() {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            assertRendered(text(random, 1 + random.nextInt(40)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 999, 1_000, 1_001, 2_000, 5_000 })
    void text_isRenderedAlikeInAnyLength(int length) {
        String plain = "x".repeat(length);
        for (String part : PARTS) {
            assertRendered(plain + part);
            assertRendered(part + plain);
        }
    }

    private void assertRendered(String text) {
        String expected = wellFormed(text);
        JsonNode json = this.mapper.readTree(this.capture.value(Map.of("text", text, "texts", List.of(text))).text());
        assertThat(json.path("text").asString()).isEqualTo(expected);
        assertThat(json.path("texts").path(0).asString()).isEqualTo(expected);
        assertThat(this.capture.value(text).text()).isEqualTo(expected);
    }

    private static String text(Random random, int parts) {
        StringBuilder text = new StringBuilder();
        for (int part = 0; part < parts; part++) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    /** By code points: a half is the only one that lies between the surrogates. */
    private static String wellFormed(String text) {
        StringBuilder expected = new StringBuilder();
        text.codePoints()
            .map((point) -> (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) ? '\uFFFD' : point)
            .forEach(expected::appendCodePoint);
        return expected.toString();
    }

}
