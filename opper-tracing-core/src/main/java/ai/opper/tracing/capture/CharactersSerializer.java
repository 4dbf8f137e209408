// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes texts that are no strings, such as builders, without copying all of them. */
final class CharactersSerializer extends StdSerializer<CharSequence> {

    CharactersSerializer() {
        super(CharSequence.class);
    }

    @Override
    public void serialize(CharSequence text, JsonGenerator generator, SerializationContext context) {
        if (generator instanceof RedactingGenerator redacting) {
            redacting.writeCharacters(text);
        }
        else {
            generator.writeString(text.toString());
        }
    }

    @Override
    public void serializeWithType(CharSequence text, JsonGenerator generator, SerializationContext context,
            TypeSerializer type) {
        serialize(text, generator, context);
    }

}
