// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.List;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/** A capture for a test, with what the test wants to know afterwards. */
record Captures(JsonPayloadCapture capture, Problems problems) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Captures standard() {
        return with(CaptureLimits.DEFAULT, Redaction.standard());
    }

    static Captures of(int maxBytes, int maxDepth) {
        return with(new CaptureLimits(maxBytes, maxDepth), Redaction.standard());
    }

    static Captures masking(String... patterns) {
        return with(CaptureLimits.DEFAULT, masks(patterns));
    }

    static Redaction masks(String... patterns) {
        return new Redaction(Redaction.DEFAULT_KEYS, List.of(patterns).stream().map(Pattern::compile).toList());
    }

    static Captures with(CaptureLimits limits, Redaction redaction) {
        Problems problems = new Problems();
        return new Captures(new JsonPayloadCapture(limits, redaction, problems), problems);
    }

    String json(Object value) {
        return this.capture.value(value).json();
    }

    JsonNode tree(Object value) {
        return parse(this.capture.value(value));
    }

    static JsonNode parse(Payload payload) {
        return JSON.readTree(payload.bytes());
    }

    long failures() {
        return this.problems.count(Problem.CAPTURE_FAILED);
    }

}
