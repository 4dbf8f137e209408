// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;

import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.util.ClassUtil;

import ai.opper.tracing.Sensitive;

/**
 * Reads {@link Sensitive} where Jackson looks for serializers, so that it wins over
 * whatever else an annotation says, and guards the serializers that a user names.
 */
final class CaptureAnnotations extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    private final transient ValueGuard guard;

    CaptureAnnotations(ValueGuard guard) {
        this.guard = guard;
    }

    static boolean isSensitive(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, Sensitive.class);
    }

    @Override
    public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
        boolean sensitive = annotated.hasAnnotation(Sensitive.class)
                || (annotated instanceof AnnotatedClass && isSensitive(annotated.getRawType()));
        return sensitive ? ReplacingSerializer.hidden() : guarded(super.findSerializer(config, annotated));
    }

    @Override
    public @Nullable Object findContentSerializer(MapperConfig<?> config, Annotated annotated) {
        return guarded(super.findContentSerializer(config, annotated));
    }

    private @Nullable Object guarded(@Nullable Object serializer) {
        return (serializer instanceof Class<?> type && ValueSerializer.class.isAssignableFrom(type))
                ? new GuardedSerializer((ValueSerializer<?>) ClassUtil.createInstance(type, true), this.guard)
                : serializer;
    }

}
