// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.util.NameTransformer;

import ai.opper.tracing.Sensitive;

/** Writes a property so that a getter that throws costs that property only. */
final class GuardedPropertyWriter extends BeanPropertyWriter {

    private static final long serialVersionUID = 1L;

    private final BeanPropertyWriter writer;

    private final transient ValueGuard guard;

    private final transient Redaction redaction;

    private final boolean sensitive;

    private final boolean hidden;

    private final boolean nameMayBeWrittenAsItIs;

    private final int nameLength;

    GuardedPropertyWriter(BeanPropertyWriter writer, ValueGuard guard, Redaction redaction) {
        this(writer, guard, redaction, writer.getAnnotation(Sensitive.class) != null
                || CaptureAnnotations.isSensitive(writer.getType().getRawClass()));
    }

    private GuardedPropertyWriter(BeanPropertyWriter writer, ValueGuard guard, Redaction redaction, boolean sensitive) {
        super(writer);
        this.writer = writer;
        this.guard = guard;
        this.redaction = redaction;
        this.sensitive = sensitive;
        this.hidden = sensitive || redaction.hides(writer.getName());
        this.nameMayBeWrittenAsItIs = !redaction.hasPatterns();
        this.nameLength = writer.getName().length();
    }

    @Override
    public GuardedPropertyWriter rename(NameTransformer transformer) {
        BeanPropertyWriter renamed = this.writer.rename(transformer);
        return (renamed == this.writer) ? this
                : new GuardedPropertyWriter(renamed, this.guard, this.redaction, this.sensitive);
    }

    @Override
    public void assignTypeSerializer(TypeSerializer serializer) {
        super.assignTypeSerializer(serializer);
        this.writer.assignTypeSerializer(serializer);
    }

    @Override
    public void assignSerializer(ValueSerializer<Object> serializer) {
        super.assignSerializer(serializer);
        this.writer.assignSerializer(serializer);
    }

    @Override
    public void assignNullSerializer(ValueSerializer<Object> serializer) {
        super.assignNullSerializer(serializer);
        this.writer.assignNullSerializer(serializer);
    }

    @Override
    public void setNonTrivialBaseType(JavaType type) {
        super.setNonTrivialBaseType(type);
        this.writer.setNonTrivialBaseType(type);
    }

    /** A sensitive value is one property, however many it would be unwrapped into. */
    @Override
    public boolean isUnwrapping() {
        return this.writer.isUnwrapping();
    }

    @Override
    public void serializeAsProperty(Object bean, JsonGenerator generator, SerializationContext context) {
        if (generator instanceof RedactingGenerator redacting && !redacting.isReadyForName()) {
            return;
        }
        if (this.hidden) {
            generator.writeName(this._name);
            generator.writeString(Redaction.PLACEHOLDER);
            return;
        }
        if (this.nameMayBeWrittenAsItIs && generator instanceof RedactingGenerator redacting) {
            redacting.expectShown(this._name, this.nameLength);
        }
        TokenStreamContext start = generator.streamWriteContext();
        int entries = start.getEntryCount();
        try {
            if (!isReplaced(bean, generator, context)) {
                this.writer.serializeAsProperty(bean, generator, context);
            }
        }
        catch (Throwable failure) {
            recover(failure, bean, generator, start, entries);
        }
        this.guard.makeUpForValue(generator, start, entries, getName());
    }

    /** A lazy value is never unwrapped, since that would load it. */
    private boolean isReplaced(Object bean, JsonGenerator generator, SerializationContext context) throws Exception {
        Object value = isUnwrapping() ? this.writer.get(bean) : null;
        if (value == null || !LazyValues.isLazy(value)) {
            return false;
        }
        generator.writeName(this._name);
        context.writeValue(generator, value);
        return true;
    }

    @Override
    public void serializeAsElement(Object bean, JsonGenerator generator, SerializationContext context) {
        if (this.hidden) {
            generator.writeString(Redaction.PLACEHOLDER);
            return;
        }
        TokenStreamContext start = generator.streamWriteContext();
        int entries = start.getEntryCount();
        try {
            this.writer.serializeAsElement(bean, generator, context);
        }
        catch (Throwable failure) {
            this.guard.recover(failure, bean, generator, start, entries);
        }
    }

    private void recover(Throwable failure, Object bean, JsonGenerator generator, TokenStreamContext start,
            int entries) {
        ValueGuard.rethrowIfNotOurs(failure);
        boolean nameMissing = generator.streamWriteContext() == start && start.getEntryCount() == entries
                && !isNameOf(start);
        if (nameMissing) {
            generator.writeName(this._name);
        }
        this.guard.recover(failure, bean, generator, start, entries);
    }

    private boolean isNameOf(TokenStreamContext context) {
        @Nullable String name = context.currentName();
        return getName().equals(name);
    }

}
