// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** All beans of a context and its parents, without making any. */
final class KnownBeans {

    private final List<KnownBean> beans = new ArrayList<>();

    KnownBeans(ConfigurableListableBeanFactory factory) {
        BeanFactory current = factory;
        while (current instanceof ConfigurableListableBeanFactory listable) {
            addAll(listable);
            current = listable.getParentBeanFactory();
        }
    }

    private void addAll(ConfigurableListableBeanFactory factory) {
        Set<String> names = new LinkedHashSet<>(List.of(factory.getBeanDefinitionNames()));
        names.addAll(List.of(factory.getSingletonNames()));
        names.forEach((name) -> add(factory, name));
    }

    private void add(ConfigurableListableBeanFactory factory, String name) {
        Object singleton = factory.containsSingleton(name) ? factory.getSingleton(name) : null;
        boolean ordinary = isOrdinary(factory, name);
        if (singleton == null || singleton instanceof FactoryBean<?>) {
            Class<?> declared = factory.getType(name, false);
            if (declared != null) {
                this.beans
                    .add(new KnownBean(name, contracts(ClassUtils.getUserClass(declared)), null, false, ordinary));
            }
        }
        if (singleton != null) {
            this.beans.add(of(name, singleton, ordinary));
        }
    }

    /** A foreign proxy may hide an object of any class that implements its interfaces. */
    private static KnownBean of(String name, Object singleton, boolean ordinary) {
        Class<?> type = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(singleton));
        boolean opaque = Proxy.isProxyClass(type) && !(singleton instanceof Advised);
        return new KnownBean(name, opaque ? contracts(type) : List.of(type), singleton, !opaque, ordinary);
    }

    private static List<Class<?>> contracts(Class<?> type) {
        return Proxy.isProxyClass(type) ? List.of(type.getInterfaces()) : List.of(type);
    }

    /** Objects that somebody registered ready-made never met a post-processor. */
    private static boolean isOrdinary(ConfigurableListableBeanFactory factory, String name) {
        if (!factory.containsBeanDefinition(name)) {
            return false;
        }
        BeanDefinition definition = factory.getMergedBeanDefinition(name);
        return definition.getFactoryMethodName() != null || definition.getResourceDescription() != null;
    }

    boolean mayHave(Class<?> type) {
        return this.beans.stream().anyMatch((bean) -> bean.mayBe(type));
    }

    /** Whether a class-based proxy stands, or would stand, before objects of a class. */
    boolean hasClassProxy(Class<?> type) {
        return this.beans.stream().anyMatch((bean) -> bean.is(type) && !bean.hasInterfaceProxy());
    }

    /** The bean of a class that should have a proxy and has none. */
    @Nullable KnownBean findBare(Class<?> type) {
        return this.beans.stream().filter((bean) -> bean.is(type) && bean.isBare()).findFirst().orElse(null);
    }

}
