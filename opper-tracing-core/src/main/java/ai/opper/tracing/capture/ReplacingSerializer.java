// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.function.Function;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes a text in the place of a value. */
final class ReplacingSerializer extends StdSerializer<Object> {

    private final Function<Object, String> text;

    ReplacingSerializer(Function<Object, String> text) {
        super(Object.class);
        this.text = text;
    }

    static ReplacingSerializer hidden() {
        return new ReplacingSerializer((value) -> Redaction.PLACEHOLDER);
    }

    static ReplacingSerializer described() {
        return new ReplacingSerializer(Descriptions::describe);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        generator.writeString(this.text.apply(value));
    }

    @Override
    public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
            TypeSerializer type) {
        serialize(value, generator, context);
    }

}
