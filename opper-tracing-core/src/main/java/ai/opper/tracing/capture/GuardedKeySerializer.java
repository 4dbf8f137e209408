// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes the key of a map, which may be sensitive, not loaded, or fail. */
final class GuardedKeySerializer extends ValueSerializer<Object> {

    private final ValueSerializer<Object> writer;

    private final ValueGuard guard;

    @SuppressWarnings("unchecked")
    GuardedKeySerializer(ValueSerializer<?> writer, ValueGuard guard) {
        this.writer = (ValueSerializer<Object>) writer;
        this.guard = guard;
    }

    @Override
    public void serialize(Object key, JsonGenerator generator, SerializationContext context) {
        String replacement = replacementFor(key);
        if (replacement != null) {
            generator.writeName(replacement);
            return;
        }
        try {
            this.writer.serialize(key, generator, context);
        }
        catch (Throwable failure) {
            ValueGuard.rethrowIfNotOurs(failure);
            writeIfMissing(this.guard.report(failure, key), generator);
        }
    }

    private static @Nullable String replacementFor(Object key) {
        Class<?> type = key.getClass();
        if (CaptureAnnotations.isSensitive(type)) {
            return Redaction.PLACEHOLDER;
        }
        if (LazyValues.isUnloaded(key)) {
            return "<not loaded: " + Descriptions.nameOf(key) + ">";
        }
        return Descriptions.isOpaque(type) ? Descriptions.describe(key) : null;
    }

    private static void writeIfMissing(String name, JsonGenerator generator) {
        try {
            generator.writeName(name);
        }
        catch (StreamWriteException nameIsThere) {
            // The value follows as if nothing had happened.
        }
    }

    /** What stands in the place of a key that is missing. */
    static final class OfNull extends ValueSerializer<Object> {

        @Override
        public void serialize(@Nullable Object key, JsonGenerator generator, SerializationContext context) {
            generator.writeName("null");
        }

    }

}
