// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * What OpenInference lets a user hide, by the environment variables of its
 * <a href="https://arize-ai.github.io/openinference/spec/configuration.html">
 * configuration</a>.
 */
public enum HideSwitch {

    /** Parameters of a model call, such as its temperature. */
    LLM_INVOCATION_PARAMETERS,

    /** Tools that a model may ask for. */
    LLM_TOOLS,

    /** Whatever a span was given. */
    INPUTS,

    /** Whatever a span gave back. */
    OUTPUTS,

    /** Messages to a model. */
    INPUT_MESSAGES,

    /** Messages of a model. */
    OUTPUT_MESSAGES,

    /** Pictures in messages to a model. */
    INPUT_IMAGES,

    /** Texts of messages to a model. */
    INPUT_TEXT,

    /** Texts of messages of a model. */
    OUTPUT_TEXT,

    /** Prompts that are no messages. */
    PROMPTS,

    /** Completions that are no messages. */
    CHOICES,

    /** Vectors; none are recorded. */
    EMBEDDINGS_VECTORS,

    /** Vectors, by the older name. */
    EMBEDDING_VECTORS,

    /** Texts that become vectors. */
    EMBEDDINGS_TEXT;

    /** What stands in the place of something hidden. */
    public static final String REDACTED = "__REDACTED__";

    /**
     * The environment variable.
     * @return its name, such as {@code OPENINFERENCE_HIDE_INPUTS}
     */
    public String variable() {
        return "OPENINFERENCE_HIDE_" + name();
    }

    /**
     * Reads all switches.
     * @param environment gives the value of a variable, or {@code null}
     * @return those that are on
     * @throws IllegalArgumentException when a value is neither true nor false, since
     * guessing might show what was to be hidden
     */
    public static Set<HideSwitch> read(UnaryOperator<@Nullable String> environment) {
        Set<HideSwitch> on = EnumSet.noneOf(HideSwitch.class);
        for (HideSwitch each : values()) {
            if (each.isOn(environment.apply(each.variable()))) {
                on.add(each);
            }
        }
        return on;
    }

    private boolean isOn(@Nullable String value) {
        String word = (value != null) ? value.strip() : "";
        if (word.equalsIgnoreCase("true") || word.equals("1")) {
            return true;
        }
        if (word.isEmpty() || word.equalsIgnoreCase("false") || word.equals("0")) {
            return false;
        }
        throw new IllegalArgumentException(variable() + " is '" + word + "'; it must be true or false.");
    }

}
