// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An id that version 3 has made. It goes into paths and bodies, so that only what may
 * stand there as it is passes for one.
 */
final class OpperId {

    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z_-]{1,128}");

    private static final JsonMapper JSON = new JsonMapper();

    private OpperId() {
    }

    static boolean isOne(@Nullable String text) {
        return text != null && PLAIN.matcher(text).matches();
    }

    /**
     * Finds the id in the answer to a new span.
     * @param body the answer
     * @return the id, or {@code null} when there is none
     */
    static @Nullable String ofNewSpan(byte[] body) {
        try {
            JsonNode id = JSON.readTree(body).path("data").path("id");
            return (id.isString() && isOne(id.stringValue())) ? id.stringValue() : null;
        }
        catch (JacksonException notJson) {
            return null;
        }
    }

}
