// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.AnyGetterWriter;
import tools.jackson.databind.ser.PropertyFilter;

import ai.opper.tracing.Sensitive;

/** Writes the further entries of a bean under guard. */
final class GuardedAnyGetterWriter extends AnyGetterWriter {

    private static final long serialVersionUID = 1L;

    private static final String NAME = "…";

    private final AnyGetterWriter writer;

    private final transient ValueGuard guard;

    private final boolean sensitive;

    GuardedAnyGetterWriter(AnyGetterWriter writer, ValueGuard guard) {
        super(writer, writer, writer.getMember(), null);
        this.writer = writer;
        this.guard = guard;
        this.sensitive = writer.getAnnotation(Sensitive.class) != null
                || writer.getMember().hasAnnotation(Sensitive.class);
    }

    @Override
    public void fixAccess(SerializationConfig config) {
        this.writer.fixAccess(config);
    }

    @Override
    public void resolve(SerializationContext context) {
        this.writer.resolve(context);
    }

    @Override
    public void serializeAsProperty(Object bean, JsonGenerator generator, SerializationContext context) {
        getAndSerialize(bean, generator, context);
    }

    @Override
    public void getAndSerialize(Object bean, JsonGenerator generator, SerializationContext context) {
        write(bean, generator, () -> this.writer.getAndSerialize(bean, generator, context));
    }

    @Override
    public void getAndFilter(Object bean, JsonGenerator generator, SerializationContext context,
            PropertyFilter filter) {
        write(bean, generator, () -> this.writer.getAndFilter(bean, generator, context, filter));
    }

    private void write(Object bean, JsonGenerator generator, Writing entries) {
        if (generator instanceof RedactingGenerator redacting && !redacting.isReadyForName()) {
            return;
        }
        if (this.sensitive) {
            generator.writeName(getName());
            generator.writeString(Redaction.PLACEHOLDER);
            return;
        }
        TokenStreamContext start = generator.streamWriteContext();
        try {
            entries.write();
        }
        catch (Throwable failure) {
            ValueGuard.rethrowIfNotOurs(failure);
            this.guard.recoverAmongNames(failure, bean, generator, start, NAME);
        }
    }

    /** Writes entries. */
    @FunctionalInterface
    private interface Writing {

        void write() throws Exception;

    }

}
