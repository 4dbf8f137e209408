// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.service.AiServices;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.observation.langchain4j.LangChain4jBeanPostProcessor;
import ai.opper.tracing.observation.langchain4j.LangChain4jContextMapper;
import ai.opper.tracing.observation.langchain4j.LangChain4jTracing;

/**
 * The part of {@link OpperTracingAutoConfiguration} that knows LangChain4j, of a version
 * that has options of requests.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ AiServices.class, ChatRequestOptions.class })
class LangChain4jConfigurations {

    @Bean
    @ConditionalOnMissingBean
    LangChain4jContextMapper opperLangChain4jContextMapper(OpperTracingProperties properties,
            ObjectProvider<CostEstimator> costs) {
        return new LangChain4jContextMapper(properties.includesLangChain4jContent(),
                costs.getIfAvailable(() -> CostEstimator.NONE));
    }

    @Bean
    @ConditionalOnMissingBean
    LangChain4jTracing opperLangChain4jTracing(SpanTracer tracer, OpperTracingProperties properties) {
        return new LangChain4jTracing(tracer, properties.includesLangChain4jContent());
    }

    @Bean(destroyMethod = "close")
    LangChain4jTracing.Listening opperLangChain4jListening(LangChain4jTracing tracing) {
        return tracing.listen();
    }

    /** LangChain4j's own starters give it to the models that they make. */
    @Bean
    ChatModelListener opperChatModelListener(LangChain4jTracing tracing) {
        return tracing.chatModelListener();
    }

    @Bean
    EmbeddingModelListener opperEmbeddingModelListener(LangChain4jTracing tracing) {
        return tracing.embeddingModelListener();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static LangChain4jBeanPostProcessor opperLangChain4jBeanPostProcessor(ObjectProvider<LangChain4jTracing> tracing) {
        return new LangChain4jBeanPostProcessor(tracing::getObject);
    }

}
