// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Walks a JSON tree under guard, since a tree would otherwise walk itself. */
final class TreeSerializer extends StdSerializer<JsonNode> {

    private final ValueGuard guard;

    TreeSerializer(ValueGuard guard) {
        super(JsonNode.class);
        this.guard = guard;
    }

    @Override
    public void serialize(JsonNode node, JsonGenerator generator, SerializationContext context) {
        if (!node.isContainer()) {
            node.serialize(generator, context);
            return;
        }
        String replacement = replacementFor(node, generator);
        if (replacement != null) {
            generator.writeString(replacement);
        }
        else if (node.isArray()) {
            writeArray(node, generator, context);
        }
        else {
            writeObject(node, generator, context);
        }
    }

    private @Nullable String replacementFor(JsonNode node, JsonGenerator generator) {
        boolean hiding = generator instanceof RedactingGenerator redacting && redacting.isHiding();
        return hiding ? Redaction.PLACEHOLDER : this.guard.replacementFor(node, generator, true);
    }

    private void writeArray(JsonNode array, JsonGenerator generator, SerializationContext context) {
        generator.writeStartArray(array);
        for (JsonNode element : array) {
            serialize(element, generator, context);
        }
        generator.writeEndArray();
    }

    private void writeObject(JsonNode object, JsonGenerator generator, SerializationContext context) {
        generator.writeStartObject(object);
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            generator.writeName(property.getKey());
            serialize(property.getValue(), generator, context);
        }
        generator.writeEndObject();
    }

    @Override
    public void serializeWithType(JsonNode node, JsonGenerator generator, SerializationContext context,
            TypeSerializer type) {
        serialize(node, generator, context);
    }

}
