// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Text of other libraries that may be JSON, such as the arguments of a tool call. As JSON
 * it is redacted by names, which cannot be seen in a text.
 */
public final class JsonText {

    /** More than a payload holds is not worth reading. */
    private static final int MAX_LENGTH = 64 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();

    private JsonText() {
    }

    /**
     * Reads an object or a list.
     * @param text any text
     * @return a tree; the text itself when it is no object and no list; a remark in its
     * place when it is one that is too long to be read
     */
    public static @Nullable Object read(@Nullable String text) {
        if (text == null || !beginsAsContainer(text)) {
            return text;
        }
        if (text.length() > MAX_LENGTH) {
            return "<JSON of " + text.length() + " characters>";
        }
        try {
            return MAPPER.readTree(text);
        }
        catch (JacksonException | StackOverflowError ex) {
            return text;
        }
    }

    private static boolean beginsAsContainer(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (!Character.isWhitespace(character)) {
                return character == '{' || character == '[';
            }
        }
        return false;
    }

}
