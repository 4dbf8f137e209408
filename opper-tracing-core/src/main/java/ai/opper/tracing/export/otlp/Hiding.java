// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.Set;

/**
 * What is hidden where. A value that contains what is hidden elsewhere is hidden with it:
 * a switch that only empties one of two places would hide nothing.
 */
final class Hiding {

    private final Set<HideSwitch> on;

    private final int maxImageLength;

    Hiding(Set<HideSwitch> on, int maxImageLength) {
        this.on = on;
        this.maxImageLength = maxImageLength;
    }

    private boolean any(HideSwitch... switches) {
        for (HideSwitch each : switches) {
            if (this.on.contains(each)) {
                return true;
            }
        }
        return false;
    }

    boolean input() {
        return any(HideSwitch.INPUTS);
    }

    boolean output() {
        return any(HideSwitch.OUTPUTS);
    }

    /** The whole input of a span, which has messages, texts or tools inside. */
    boolean wholeInput(String kind) {
        return switch (kind) {
            case SpanKinds.LLM -> any(HideSwitch.INPUTS, HideSwitch.INPUT_MESSAGES, HideSwitch.INPUT_TEXT,
                    HideSwitch.INPUT_IMAGES, HideSwitch.PROMPTS, HideSwitch.LLM_TOOLS);
            case SpanKinds.EMBEDDING -> any(HideSwitch.INPUTS, HideSwitch.EMBEDDINGS_TEXT);
            default -> input();
        };
    }

    boolean wholeOutput(String kind) {
        return switch (kind) {
            case SpanKinds.LLM ->
                any(HideSwitch.OUTPUTS, HideSwitch.OUTPUT_MESSAGES, HideSwitch.OUTPUT_TEXT, HideSwitch.CHOICES);
            case SpanKinds.EMBEDDING ->
                any(HideSwitch.OUTPUTS, HideSwitch.EMBEDDINGS_VECTORS, HideSwitch.EMBEDDING_VECTORS);
            default -> output();
        };
    }

    boolean messages(boolean input) {
        return input ? any(HideSwitch.INPUTS, HideSwitch.INPUT_MESSAGES)
                : any(HideSwitch.OUTPUTS, HideSwitch.OUTPUT_MESSAGES);
    }

    boolean text(boolean input) {
        return any(input ? HideSwitch.INPUT_TEXT : HideSwitch.OUTPUT_TEXT);
    }

    /**
     * Messages that are written as one value, so that no part of them can be left out.
     */
    boolean conversation(boolean input) {
        return messages(input) || text(input) || images(input);
    }

    boolean images(boolean input) {
        return input && any(HideSwitch.INPUT_IMAGES);
    }

    boolean tools() {
        return any(HideSwitch.INPUTS, HideSwitch.LLM_TOOLS);
    }

    boolean parameters() {
        return any(HideSwitch.LLM_INVOCATION_PARAMETERS);
    }

    boolean embeddedText() {
        return any(HideSwitch.EMBEDDINGS_TEXT);
    }

    /** The address of an image, which may be the image itself. */
    String image(String url) {
        boolean tooLong = url.startsWith("data:") && url.length() > this.maxImageLength;
        return tooLong ? HideSwitch.REDACTED : url;
    }

}
