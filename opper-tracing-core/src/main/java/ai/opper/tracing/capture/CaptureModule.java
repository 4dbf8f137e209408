// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.List;

import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.AnyGetterWriter;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.BeanSerializerBuilder;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.std.StdScalarSerializer;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.CollectionLikeType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapLikeType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Teaches Jackson our rules: sensitive values are hidden, some types are only named, and
 * whatever is walked is walked under guard.
 */
final class CaptureModule extends JacksonModule {

    private final transient ValueGuard guard;

    private final transient Redaction redaction;

    CaptureModule(ValueGuard guard, Redaction redaction) {
        this.guard = guard;
        this.redaction = redaction;
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
        context.addSerializerModifier(new Rules(this.guard, this.redaction));
        context.overrideDefaultNullKeySerializer(new GuardedKeySerializer.OfNull());
    }

    private static final class Rules extends ValueSerializerModifier {

        private static final long serialVersionUID = 1L;

        private final transient ValueGuard guard;

        private final transient Redaction redaction;

        Rules(ValueGuard guard, Redaction redaction) {
            this.guard = guard;
            this.redaction = redaction;
        }

        @Override
        public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription.Supplier bean,
                List<BeanPropertyWriter> properties) {
            properties.replaceAll((property) -> new GuardedPropertyWriter(property, this.guard, this.redaction));
            return properties;
        }

        /** The writer of a bean's further entries comes after all other properties. */
        @Override
        public BeanSerializerBuilder updateBuilder(SerializationConfig config, BeanDescription.Supplier bean,
                BeanSerializerBuilder builder) {
            builder.getProperties()
                .replaceAll((property) -> (property instanceof AnyGetterWriter further)
                        ? new GuardedAnyGetterWriter(further, this.guard) : property);
            return builder;
        }

        @Override
        public ValueSerializer<?> modifySerializer(SerializationConfig config, BeanDescription.Supplier bean,
                ValueSerializer<?> serializer) {
            Class<?> type = bean.getBeanClass();
            if (CaptureAnnotations.isSensitive(type)) {
                return ReplacingSerializer.hidden();
            }
            if (Throwable.class.isAssignableFrom(type)) {
                return new GuardedSerializer(new ReplacingSerializer(Object::toString), this.guard);
            }
            if (serializer instanceof BeanSerializerBase && Descriptions.isPlatform(type)) {
                return ReplacingSerializer.described();
            }
            if (JsonNode.class.isAssignableFrom(type)) {
                return new GuardedSerializer(new TreeSerializer(this.guard), this.guard);
            }
            if (CharSequence.class.isAssignableFrom(type) && type != String.class) {
                return new GuardedSerializer(new CharactersSerializer(), this.guard);
            }
            if (type == TokenBuffer.class) {
                return serializer;
            }
            return guarded(type, serializer);
        }

        @Override
        public ValueSerializer<?> modifyArraySerializer(SerializationConfig config, ArrayType type,
                BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
            return (type.getRawClass() == byte[].class) ? ReplacingSerializer.described()
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
            return CaptureAnnotations.isSensitive(type.getRawClass()) ? ReplacingSerializer.hidden() : serializer;
        }

        @Override
        public ValueSerializer<?> modifyKeySerializer(SerializationConfig config, JavaType type,
                BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
            return (type.getRawClass() == String.class) ? serializer : new GuardedKeySerializer(serializer, this.guard);
        }

        private ValueSerializer<?> guarded(Class<?> type, ValueSerializer<?> serializer) {
            if (CaptureAnnotations.isSensitive(type)) {
                return ReplacingSerializer.hidden();
            }
            if (Descriptions.isOpaque(type)) {
                return ReplacingSerializer.described();
            }
            return (serializer instanceof StdScalarSerializer) ? serializer
                    : new GuardedSerializer(serializer, this.guard);
        }

    }

}
