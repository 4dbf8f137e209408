// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Tells native images what is reflected on because a bean has traced methods. Called at
 * build time, for each bean.
 */
final class TracedBeanAotProcessor implements BeanRegistrationAotProcessor {

    private static final Log logger = LogFactory.getLog(TracedBeanAotProcessor.class);

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        Set<TracedMethodHints> traced = new LinkedHashSet<>();
        addTraced(bean.getBeanClass(), traced);
        Class<?> made = bean.getBeanType().as(FactoryBean.class).getGeneric(0).resolve();
        if (made != null) {
            addTraced(made, traced);
        }
        return traced.isEmpty() ? null : (generation, code) -> {
            RuntimeHints hints = generation.getRuntimeHints();
            traced.forEach((method) -> method.register(hints));
        };
    }

    /** A class that Spring cannot look into cannot be traced, but can be a bean. */
    private static void addTraced(Class<?> beanClass, Set<TracedMethodHints> traced) {
        Class<?> type = ClassUtils.getUserClass(beanClass);
        try {
            MetadataLookup<Boolean> annotated = (method) -> AnnotationReader.isAnnotated(method, type) ? true : null;
            for (Method method : MethodIntrospector.selectMethods(type, annotated).keySet()) {
                traced.add(new TracedMethodHints(method, ResolvableType.forClass(type)));
            }
        }
        catch (IllegalStateException | LinkageError ex) {
            logger.debug("There are no hints for " + type.getName() + ", since it cannot be read", ex);
        }
    }

}
