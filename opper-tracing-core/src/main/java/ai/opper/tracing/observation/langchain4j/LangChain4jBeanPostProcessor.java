// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.service.tool.ToolProvider;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Lets beans of LangChain4j's types be observed: models, retrievers and providers of
 * tools. A bean keeps its class where that can be extended, so that it is found as
 * before.
 */
public final class LangChain4jBeanPostProcessor implements BeanPostProcessor {

    private static final Log logger = LogFactory.getLog(LangChain4jBeanPostProcessor.class);

    private final Supplier<LangChain4jTracing> tracing;

    /**
     * Makes a post-processor.
     * @param tracing observes beans; asked when there is one
     */
    public LangChain4jBeanPostProcessor(Supplier<LangChain4jTracing> tracing) {
        this.tracing = tracing;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!isOfInterest(bean)) {
            return bean;
        }
        try {
            return proxy(bean);
        }
        catch (AopConfigException ex) {
            logger.debug("The bean '" + beanName + "' is not observed, since no proxy of " + bean.getClass().getName()
                    + " can be made", ex);
            return bean;
        }
    }

    private static boolean isOfInterest(Object bean) {
        return bean instanceof ChatModel || bean instanceof StreamingChatModel || bean instanceof EmbeddingModel
                || bean instanceof ContentRetriever || bean instanceof ToolProvider;
    }

    private Object proxy(Object bean) {
        ProxyFactory factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(!cannotBeExtended(bean.getClass()));
        factory.addAdvice(new Observing(decorators(bean)));
        return factory.getProxy(bean.getClass().getClassLoader());
    }

    /** A final method would work on the fields of the proxy, which has none. */
    private static boolean cannotBeExtended(Class<?> type) {
        return Modifier.isFinal(type.getModifiers()) || Proxy.isProxyClass(type) || ClassUtils.isLambdaClass(type)
                || hasFinalMethods(type);
    }

    private static boolean hasFinalMethods(Class<?> type) {
        for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type, ReflectionUtils.USER_DECLARED_METHODS)) {
            if (Modifier.isFinal(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())) {
                return true;
            }
        }
        return false;
    }

    private Map<Class<?>, Object> decorators(Object bean) {
        LangChain4jTracing observer = this.tracing.get();
        Map<Class<?>, Object> decorators = new LinkedHashMap<>();
        if (bean instanceof ChatModel model) {
            decorators.put(ChatModel.class, observer.observe(model));
        }
        if (bean instanceof StreamingChatModel model) {
            decorators.put(StreamingChatModel.class, observer.observe(model));
        }
        if (bean instanceof EmbeddingModel model) {
            decorators.put(EmbeddingModel.class, observer.observe(model));
        }
        if (bean instanceof ContentRetriever retriever) {
            decorators.put(ContentRetriever.class, observer.observe(retriever));
        }
        if (bean instanceof ToolProvider provider) {
            decorators.put(ToolProvider.class, observer.observeTools(provider));
        }
        return decorators;
    }

    /** Lets the methods of the interfaces go through the decorators. */
    private static final class Observing implements MethodInterceptor {

        private final Map<Class<?>, Object> decorators;

        /** Looked up once for each method that is called. */
        private final Map<Method, Optional<Target>> targets = new ConcurrentHashMap<>();

        Observing(Map<Class<?>, Object> decorators) {
            this.decorators = decorators;
        }

        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            Target target = this.targets.computeIfAbsent(invocation.getMethod(), this::target).orElse(null);
            return (target != null) ? AopUtils.invokeJoinpointUsingReflection(target.decorator(), target.method(),
                    invocation.getArguments()) : invocation.proceed();
        }

        private Optional<Target> target(Method called) {
            for (Map.Entry<Class<?>, Object> decorator : this.decorators.entrySet()) {
                Method method = ClassUtils.getMethodIfAvailable(decorator.getKey(), called.getName(),
                        called.getParameterTypes());
                if (method != null) {
                    return Optional.of(new Target(decorator.getValue(), method));
                }
            }
            return Optional.empty();
        }

    }

    /**
     * What is called instead.
     *
     * @param decorator around the bean
     * @param method of the interface
     */
    private record Target(Object decorator, Method method) {
    }

}
