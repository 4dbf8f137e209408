// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the API says about an error, in whichever of its shapes. Only its own words count:
 * some servers repeat what they were sent, and that may say anything.
 */
final class ErrorBody {

    private static final Set<String> WORDS = Set.of("type", "code", "message", "msg", "detail", "details", "error",
            "title");

    private static final Set<String> STRUCTURE = Set.of("detail", "details", "error", "errors");

    private static final JsonFactory JSON = new JsonFactory();

    private ErrorBody() {
    }

    static boolean saysThatItExists(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return saysThatItExists(parser);
        }
        catch (JacksonException notJson) {
            return false;
        }
    }

    private static boolean saysThatItExists(JsonParser parser) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            String name = parser.currentName();
            if (token == JsonToken.VALUE_STRING && isAmong(WORDS, name) && exists(parser.getString())) {
                return true;
            }
            if (token.isStructStart() && name != null && !isAmong(STRUCTURE, name)) {
                parser.skipChildren();
            }
        }
        return false;
    }

    private static boolean isAmong(Set<String> names, @Nullable String name) {
        return name != null && names.contains(name);
    }

    private static boolean exists(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("already exists") || lower.contains("exists already");
    }

}
