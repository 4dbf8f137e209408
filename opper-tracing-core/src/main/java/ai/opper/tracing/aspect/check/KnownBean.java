// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

import java.lang.reflect.Proxy;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.support.AopUtils;

/**
 * A bean as far as it can be known without making one.
 *
 * @param name the bean's name
 * @param types the class of the object, or what is declared about it
 * @param object the singleton, if there is one already
 * @param exact whether the class of the object is known
 * @param ordinary whether it is defined by a class or method of an application, so that
 * post-processors should have seen it
 */
record KnownBean(String name, List<Class<?>> types, @Nullable Object object, boolean exact, boolean ordinary) {

    /** Whether calls of a class's methods may be calls of this bean. */
    boolean mayBe(Class<?> type) {
        return this.types.stream()
            .anyMatch((known) -> type.isAssignableFrom(known)
                    || (!this.exact && known != Object.class && known.isAssignableFrom(type)));
    }

    /** Whether the object surely is of a class, or of one below. */
    boolean is(Class<?> type) {
        return this.types.stream().anyMatch(type::isAssignableFrom);
    }

    /** Whether no post-processor put anything in front of the object. */
    boolean isBare() {
        return this.ordinary && this.object != null && !AopUtils.isAopProxy(this.object)
                && !Proxy.isProxyClass(this.object.getClass()) && !(this.object instanceof AopInfrastructureBean);
    }

    boolean hasInterfaceProxy() {
        return this.object != null && Proxy.isProxyClass(this.object.getClass());
    }

}
