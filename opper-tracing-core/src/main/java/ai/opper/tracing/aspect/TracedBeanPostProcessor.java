// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Lets calls of traced methods go through a proxy.
 *
 * <p>
 * Works as Spring's own post-processors for {@code @Async} and {@code @Retryable} do,
 * with one difference: where a proxy exists already, the advisor takes the place that its
 * order asks for. So it stands behind {@code @Async}, whose work it measures where it is
 * done, and before {@code @Retryable}, whose attempts belong to one call; for the latter
 * it has to be registered after Spring's post-processor, as auto-configurations are.
 *
 * <p>
 * A class of which no proxy can be made is left as it is.
 */
public final class TracedBeanPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

    /** The order when nobody says otherwise: before transactions, retries and caches. */
    public static final int DEFAULT_ADVISOR_ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    private static final Log logger = LogFactory.getLog(TracedBeanPostProcessor.class);

    private static final long serialVersionUID = 1L;

    private final TracedAdvisor tracedAdvisor;

    /**
     * Makes the post-processor.
     * @param tracer what records calls; asked at the first call of a traced method, and
     * at the next ones as long as it throws
     * @param advisorOrder where the advisor stands among others
     */
    public TracedBeanPostProcessor(Supplier<CallTracer> tracer, int advisorOrder) {
        this.tracedAdvisor = new TracedAdvisor(tracer, advisorOrder);
        this.advisor = this.tracedAdvisor;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof AopInfrastructureBean || hasTracedTarget(bean)) {
            return bean;
        }
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            addTo(advised, bean.getClass());
            return bean;
        }
        try {
            return super.postProcessAfterInitialization(bean, beanName);
        }
        catch (AopConfigException ex) {
            logger.warn("Calls of the bean '" + beanName + "' are not recorded, since no proxy of "
                    + bean.getClass().getName()
                    + " can be made. To mend it: let the class implement an interface, or make it neither final"
                    + " nor private.");
            return bean;
        }
    }

    @Override
    public Class<?> determineBeanType(Class<?> beanClass, String beanName) {
        try {
            return super.determineBeanType(beanClass, beanName);
        }
        catch (AopConfigException ex) {
            return beanClass;
        }
    }

    /** Somebody put a proxy of his own around a bean that is traced already. */
    private static boolean hasTracedTarget(Object bean) {
        Object target = AopProxyUtils.getSingletonTarget(bean);
        return target instanceof Advised advised && (hasTracedTarget(target)
                || Arrays.stream(advised.getAdvisors()).anyMatch(TracedAdvisor.class::isInstance));
    }

    private void addTo(Advised advised, Class<?> proxyType) {
        Class<?> targetClass = advised.getTargetClass();
        if (Proxy.isProxyClass(proxyType) && hasOwnInterfaces(advised, targetClass)) {
            if (isEligible(proxyType) || (targetClass != null && isEligible(targetClass))) {
                advised.addAdvisor(positionIn(advised), this.tracedAdvisor.lookingAt(proxyType));
            }
        }
        else if (targetClass != null && isEligible(targetClass)) {
            advised.addAdvisor(positionIn(advised), this.tracedAdvisor);
        }
    }

    /** Repositories and declarative clients: what is behind the proxy is not theirs. */
    private static boolean hasOwnInterfaces(Advised advised, @Nullable Class<?> targetClass) {
        return targetClass == null || Arrays.stream(advised.getProxiedInterfaces())
            .anyMatch((contract) -> !contract.isAssignableFrom(targetClass));
    }

    private int positionIn(Advised advised) {
        Advisor[] existing = advised.getAdvisors();
        int position = 0;
        while (position < existing.length && orderOf(existing[position]) < this.tracedAdvisor.getOrder()) {
            position++;
        }
        boolean lastAnswers = advised.getTargetClass() == null && existing.length > 0;
        return lastAnswers ? Math.min(position, existing.length - 1) : position;
    }

    private static int orderOf(Advisor advisor) {
        if (advisor instanceof Ordered ordered) {
            return ordered.getOrder();
        }
        return (advisor.getAdvice() instanceof Ordered ordered) ? ordered.getOrder() : Ordered.LOWEST_PRECEDENCE;
    }

    /** A class that Spring cannot look into cannot be traced, but can be a bean. */
    @Override
    protected boolean isEligible(Class<?> targetClass) {
        try {
            return super.isEligible(targetClass);
        }
        catch (IllegalStateException | LinkageError ex) {
            logger.debug("Calls of " + targetClass.getName() + " are not recorded, since it cannot be read", ex);
            return false;
        }
    }

    @Override
    protected ProxyFactory prepareProxyFactory(Object bean, String beanName) {
        ProxyFactory factory = super.prepareProxyFactory(bean, beanName);
        if (cannotBeExtended(bean.getClass())) {
            factory.setProxyTargetClass(false);
        }
        return factory;
    }

    private static boolean cannotBeExtended(Class<?> type) {
        return Modifier.isFinal(type.getModifiers()) || Proxy.isProxyClass(type) || ClassUtils.isLambdaClass(type);
    }

}
