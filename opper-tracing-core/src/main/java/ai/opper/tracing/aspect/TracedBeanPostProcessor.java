// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.function.Supplier;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.Ordered;

/**
 * Lets calls of traced methods go through a proxy.
 *
 * <p>
 * Works as Spring's own post-processors for {@code @Async} and {@code @Retryable} do,
 * with one difference: where a proxy exists already, the advisor takes the place that its
 * order asks for. So it stands behind {@code @Async}, whose work it measures where it is
 * done, and before {@code @Retryable}, whose attempts belong to one call.
 */
public final class TracedBeanPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

    /** The order when nobody says otherwise: before transactions, retries and caches. */
    public static final int DEFAULT_ADVISOR_ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    private static final long serialVersionUID = 1L;

    private final int advisorOrder;

    /**
     * Makes the post-processor.
     * @param tracer what records calls; asked at the first call of a traced method
     * @param advisorOrder where the advisor stands among others
     */
    public TracedBeanPostProcessor(Supplier<CallTracer> tracer, int advisorOrder) {
        this.advisor = new TracedAdvisor(tracer, advisorOrder);
        this.advisorOrder = advisorOrder;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        Advisor own = this.advisor;
        if (own != null && bean instanceof Advised advised && takesAdvisor(bean, advised)) {
            advised.addAdvisor(positionIn(advised), own);
            return bean;
        }
        return super.postProcessAfterInitialization(bean, beanName);
    }

    private boolean takesAdvisor(Object bean, Advised advised) {
        return !advised.isFrozen() && !(bean instanceof AopInfrastructureBean)
                && isEligible(AopUtils.getTargetClass(bean));
    }

    private int positionIn(Advised advised) {
        Advisor[] existing = advised.getAdvisors();
        int position = 0;
        while (position < existing.length && orderOf(existing[position]) < this.advisorOrder) {
            position++;
        }
        return position;
    }

    private static int orderOf(Advisor advisor) {
        if (advisor instanceof Ordered ordered) {
            return ordered.getOrder();
        }
        return (advisor.getAdvice() instanceof Ordered ordered) ? ordered.getOrder() : Ordered.LOWEST_PRECEDENCE;
    }

}
