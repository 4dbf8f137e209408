// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.Iterator;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.std.StdContainerSerializer;
import tools.jackson.databind.util.NameTransformer;

/** Stands before every serializer that walks into a value. */
final class GuardedSerializer extends ValueSerializer<Object> {

    private final ValueSerializer<Object> walker;

    private final ValueGuard guard;

    /** What is no container may stand in the deepest one. */
    private final boolean isContainer;

    /**
     * A class of which no value is lazy, the last one seen; threads may forget what
     * others saw.
     */
    private @Nullable Class<?> eager;

    @SuppressWarnings("unchecked")
    GuardedSerializer(ValueSerializer<?> walker, ValueGuard guard) {
        this.walker = (ValueSerializer<Object>) walker;
        this.guard = guard;
        this.isContainer = walker instanceof BeanSerializerBase || walker instanceof StdContainerSerializer;
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        serialize(value, generator, context, null);
    }

    @Override
    public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
            TypeSerializer type) {
        serialize(value, generator, context, type);
    }

    private void serialize(Object value, JsonGenerator generator, SerializationContext context,
            @Nullable TypeSerializer type) {
        if (generator instanceof RedactingGenerator redacting && redacting.isHiding()) {
            generator.writeNull();
            return;
        }
        boolean lazy = isLazy(value);
        Object loaded = lazy ? LazyValues.loaded(value) : value;
        if (loaded != value) {
            context.writeValue(generator, loaded);
            return;
        }
        String replacement = replacementFor(value, generator, lazy);
        if (replacement != null) {
            generator.writeString(replacement);
            return;
        }
        TokenStreamContext start = generator.streamWriteContext();
        int entries = start.getEntryCount();
        try {
            if (type != null) {
                this.walker.serializeWithType(value, generator, context, type);
            }
            else {
                this.walker.serialize(value, generator, context);
            }
        }
        catch (Throwable failure) {
            this.guard.recover(failure, value, generator, start, entries);
        }
        this.guard.requireWritten(value, generator, start, entries);
    }

    private @Nullable String replacementFor(Object value, JsonGenerator generator, boolean lazy) {
        String replacement = this.guard.replacementFor(value, generator, this.isContainer);
        boolean missing = replacement == null && lazy && LazyValues.isUnloaded(value);
        return missing ? "<not loaded: " + Descriptions.nameOf(value) + ">" : replacement;
    }

    private boolean isLazy(Object value) {
        Class<?> type = value.getClass();
        if (type == this.eager) {
            return false;
        }
        if (LazyValues.isLazy(value)) {
            return true;
        }
        this.eager = type;
        return false;
    }

    @Override
    public void resolve(SerializationContext context) {
        this.walker.resolve(context);
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
        return around(this.walker.createContextual(context, property));
    }

    @Override
    public ValueSerializer<?> withFilterId(Object filterId) {
        return around(this.walker.withFilterId(filterId));
    }

    @Override
    public ValueSerializer<?> withIgnoredProperties(Set<String> ignored) {
        return around(this.walker.withIgnoredProperties(ignored));
    }

    @Override
    public ValueSerializer<?> withFormatOverrides(SerializationConfig config, JsonFormat.Value overrides) {
        return around(this.walker.withFormatOverrides(config, overrides));
    }

    private ValueSerializer<?> around(ValueSerializer<?> changed) {
        return (changed == this.walker) ? this : new GuardedSerializer(changed, this.guard);
    }

    @Override
    public ValueSerializer<Object> unwrappingSerializer(NameTransformer unwrapper) {
        return this.walker.unwrappingSerializer(unwrapper);
    }

    @Override
    public boolean isUnwrappingSerializer() {
        return this.walker.isUnwrappingSerializer();
    }

    @Override
    public Class<?> handledType() {
        return this.walker.handledType();
    }

    @Override
    public boolean usesObjectId() {
        return this.walker.usesObjectId();
    }

    @Override
    public ValueSerializer<?> getDelegatee() {
        return this.walker;
    }

    @Override
    public Iterator<PropertyWriter> properties() {
        return this.walker.properties();
    }

    @Override
    public boolean isEmpty(SerializationContext context, Object value) {
        return !LazyValues.isUnloaded(value) && this.walker.isEmpty(context, value);
    }

}
