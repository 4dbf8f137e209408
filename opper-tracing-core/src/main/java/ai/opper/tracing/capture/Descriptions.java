// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.SpringProxy;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Knows the types that are named instead of walked: those whose walk would consume a
 * stream, wait for a result, load half of the application or mean nothing to a reader.
 */
final class Descriptions {

    /**
     * Types by name, since most of them need not be on the class path. A subtype counts.
     * What can be closed is a resource, not content.
     */
    private static final Set<String> OPAQUE = Set.of("java.lang.AutoCloseable", "java.lang.ClassLoader",
            "java.lang.Module", "java.lang.Process", "java.lang.Thread", "java.lang.ThreadLocal",
            "java.lang.ref.Reference", "java.nio.Buffer", "java.security.Key", "java.security.KeyStore",
            "java.security.Principal", "java.sql.Blob", "java.sql.Clob", "java.sql.Wrapper", "java.util.Enumeration",
            "java.util.Iterator", "java.util.ServiceLoader", "java.util.Spliterator", "java.util.Timer",
            "java.util.concurrent.CompletionStage", "java.util.concurrent.Executor",
            "java.util.concurrent.Flow$Publisher", "java.util.concurrent.Future", "java.util.concurrent.locks.Lock",
            "java.util.stream.BaseStream", "javax.sql.DataSource", "jakarta.persistence.EntityManager",
            "jakarta.persistence.EntityManagerFactory", "jakarta.servlet.ServletContext",
            "jakarta.servlet.ServletRequest", "jakarta.servlet.ServletResponse", "jakarta.servlet.http.HttpSession",
            "jakarta.servlet.http.Part", "io.netty.util.ReferenceCounted",
            "io.reactivex.rxjava3.core.CompletableSource", "io.reactivex.rxjava3.core.MaybeSource",
            "io.reactivex.rxjava3.core.ObservableSource", "io.reactivex.rxjava3.core.SingleSource",
            "io.smallrye.mutiny.Uni", "kotlin.coroutines.Continuation", "kotlinx.coroutines.flow.Flow",
            "org.reactivestreams.Publisher", "org.springframework.beans.factory.BeanFactory",
            "org.springframework.beans.factory.ObjectProvider", "org.springframework.context.ApplicationEvent",
            "org.springframework.core.env.PropertyResolver", "org.springframework.core.io.InputStreamSource",
            "org.springframework.core.io.buffer.DataBuffer", "org.springframework.http.HttpHeaders",
            "org.springframework.http.HttpMessage", "org.springframework.security.core.Authentication",
            "org.springframework.ui.Model", "org.springframework.validation.Errors",
            "org.springframework.web.context.request.RequestAttributes",
            "org.springframework.web.context.request.async.DeferredResult",
            "org.springframework.web.server.ServerWebExchange", "org.springframework.web.server.WebSession",
            "org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter");

    private Descriptions() {
    }

    /**
     * Whether values of a type are named instead of walked.
     * @param type the type of a value
     * @return {@code true} to describe it
     */
    static boolean isOpaque(Class<?> type) {
        return isOpaqueByName(type) || Proxy.isProxyClass(type) || SpringProxy.class.isAssignableFrom(type)
                || type.isHidden() || AnnotatedElementUtils.hasAnnotation(type, Component.class);
    }

    private static boolean isOpaqueByName(@Nullable Class<?> type) {
        if (type == null) {
            return false;
        }
        return OPAQUE.contains(type.getName()) || isOpaqueByName(type.getSuperclass())
                || Arrays.stream(type.getInterfaces()).anyMatch(Descriptions::isOpaqueByName);
    }

    /**
     * Whether a type belongs to the platform, where properties found by reflection are
     * implementation and not content.
     * @param type the type of a value
     * @return {@code true} for a class of the JDK
     */
    static boolean isPlatform(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jdk.")
                || name.startsWith("sun.") || name.startsWith("com.sun.");
    }

    static String describe(Object value) {
        if (value instanceof byte[] bytes) {
            return "<byte[" + bytes.length + "]>";
        }
        return "<" + nameOf(value) + ">";
    }

    static String nameOf(Object value) {
        Class<?> type = LazyValues.userClass(ClassUtils.getUserClass(value));
        if (Proxy.isProxyClass(type) && type.getInterfaces().length > 0) {
            return "proxy of " + type.getInterfaces()[0].getName();
        }
        return type.isHidden() ? "lambda in " + type.getName().replaceFirst("\\$\\$Lambda.*", "") : type.getTypeName();
    }

}
