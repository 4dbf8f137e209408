// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.List;
import java.util.function.Function;

import org.springframework.core.annotation.AnnotatedElementUtils;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.CollectionLikeType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapLikeType;
import tools.jackson.databind.type.MapType;

import ai.opper.tracing.Sensitive;

/**
 * Teaches Jackson our rules: sensitive values are hidden, some types are only named, and
 * whatever is walked is walked under guard.
 */
final class CaptureModule extends JacksonModule {

    private final transient ValueGuard guard;

    CaptureModule(ValueGuard guard) {
        this.guard = guard;
    }

    @Override
    public String getModuleName() {
        return CaptureModule.class.getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addSerializerModifier(new Rules(this.guard));
    }

    private static final class Rules extends ValueSerializerModifier {

        private static final long serialVersionUID = 1L;

        private final transient ValueGuard guard;

        Rules(ValueGuard guard) {
            this.guard = guard;
        }

        @Override
        public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription.Supplier bean,
                List<BeanPropertyWriter> properties) {
            properties.replaceAll((property) -> (property.getClass() == BeanPropertyWriter.class)
                    ? new GuardedPropertyWriter(property, this.guard, isSensitive(property)) : property);
            return properties;
        }

        private static boolean isSensitive(BeanPropertyWriter property) {
            return property.getAnnotation(Sensitive.class) != null || isSensitive(property.getType().getRawClass());
        }

        private static boolean isSensitive(Class<?> type) {
            return AnnotatedElementUtils.hasAnnotation(type, Sensitive.class);
        }

        @Override
        public ValueSerializer<?> modifySerializer(SerializationConfig config, BeanDescription.Supplier bean,
                ValueSerializer<?> serializer) {
            Class<?> type = bean.getBeanClass();
            if (Throwable.class.isAssignableFrom(type)) {
                return new Replacing((value) -> ((Throwable) value).toString());
            }
            if (serializer instanceof BeanSerializerBase && Descriptions.isPlatform(type)) {
                return new Replacing(Descriptions::describe);
            }
            return guarded(type, serializer);
        }

        @Override
        public ValueSerializer<?> modifyArraySerializer(SerializationConfig config, ArrayType type,
                BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
            return (type.getRawClass() == byte[].class) ? new Replacing(Descriptions::describe)
                    : new GuardedSerializer(serializer, this.guard);
        }

        @Override
        public ValueSerializer<?> modifyCollectionSerializer(SerializationConfig config, CollectionType type,
                BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
            return guarded(type.getRawClass(), serializer);
        }

        @Override
        public ValueSerializer<?> modifyCollectionLikeSerializer(SerializationConfig config, CollectionLikeType type,
                BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
            return guarded(type.getRawClass(), serializer);
        }

        @Override
        public ValueSerializer<?> modifyMapSerializer(SerializationConfig config, MapType type,
                BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
            return guarded(type.getRawClass(), serializer);
        }

        @Override
        public ValueSerializer<?> modifyMapLikeSerializer(SerializationConfig config, MapLikeType type,
                BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
            return guarded(type.getRawClass(), serializer);
        }

        @Override
        public ValueSerializer<?> modifyEnumSerializer(SerializationConfig config, JavaType type,
                BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
            return isSensitive(type.getRawClass()) ? new Replacing((value) -> Redaction.PLACEHOLDER) : serializer;
        }

        private ValueSerializer<?> guarded(Class<?> type, ValueSerializer<?> serializer) {
            if (isSensitive(type)) {
                return new Replacing((value) -> Redaction.PLACEHOLDER);
            }
            if (Descriptions.isOpaque(type)) {
                return new Replacing(Descriptions::describe);
            }
            return isScalar(serializer) ? serializer : new GuardedSerializer(serializer, this.guard);
        }

        private static boolean isScalar(ValueSerializer<?> serializer) {
            return serializer instanceof tools.jackson.databind.ser.std.StdScalarSerializer;
        }

    }

    /** Writes a text in the place of a value. */
    private static final class Replacing extends StdSerializer<Object> {

        private final Function<Object, String> text;

        Replacing(Function<Object, String> text) {
            super(Object.class);
            this.text = text;
        }

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(this.text.apply(value));
        }

        @Override
        public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
                tools.jackson.databind.jsontype.TypeSerializer type) {
            serialize(value, generator, context);
        }

    }

}
