// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** How this server reads and writes JSON: strict in, snake_case and microseconds out. */
public final class Json {

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
        .withZone(ZoneOffset.UTC);

    // Two broken keys may become the same.
    private static final JsonMapper LENIENT = JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();

    private Json() {
    }

    /**
     * Makes a mapper that refuses duplicate keys and trailing text, keeps numbers exact,
     * and writes times as RFC 3339 in UTC with microseconds.
     * @return the mapper; safe for all threads
     */
    public static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        return JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule().addSerializer(Instant.class, new InstantSerializer()))
            .build();
    }

    /**
     * Replaces what is no character: half surrogate pairs, which UTF-8 cannot carry, and
     * NUL, which databases refuse.
     * @param text any text
     * @return text that can be stored and sent
     */
    public static String cleaned(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean pair = Character.isHighSurrogate(character) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            }
            else if (character == 0 || Character.isSurrogate(character)) {
                clean = (clean != null) ? clean : new StringBuilder(text);
                clean.setCharAt(i, '\uFFFD');
            }
        }
        return (clean != null) ? clean.toString() : text;
    }

    /**
     * Replaces what is no character in all keys and texts of an object.
     * @param object any object
     * @return an object that can be stored and sent
     */
    public static ObjectNode cleaned(ObjectNode object) {
        String text = object.toString();
        String clean = cleaned(text);
        return clean.equals(text) ? object : (ObjectNode) LENIENT.readTree(clean);
    }

    private static final class InstantSerializer extends ValueSerializer<Instant> {

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(MICROSECONDS.format(value));
        }

    }

}
