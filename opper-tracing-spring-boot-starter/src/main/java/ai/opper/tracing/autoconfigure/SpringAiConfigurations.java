// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.springai.AdvisorContextMapper;
import ai.opper.tracing.observation.springai.ChatClientContextMapper;
import ai.opper.tracing.observation.springai.ChatModelContextMapper;
import ai.opper.tracing.observation.springai.EmbeddingContextMapper;
import ai.opper.tracing.observation.springai.ImageContextMapper;
import ai.opper.tracing.observation.springai.StreamWatchAdvisor;
import ai.opper.tracing.observation.springai.ToolCallContextMapper;
import ai.opper.tracing.observation.springai.VectorStoreContextMapper;

/** The parts of {@link OpperTracingAutoConfiguration} that know Spring AI. */
final class SpringAiConfigurations {

    private SpringAiConfigurations() {
    }

    /** Models and the tools that they ask for. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ChatModel.class)
    static class Models {

        @Bean
        @ConditionalOnMissingBean
        ChatModelContextMapper opperChatModelContextMapper(OpperTracingProperties properties,
                ObjectProvider<CostEstimator> costs) {
            return new ChatModelContextMapper(properties.includesSpringAiContent(),
                    costs.getIfAvailable(() -> CostEstimator.NONE));
        }

        @Bean
        @ConditionalOnMissingBean
        EmbeddingContextMapper opperEmbeddingContextMapper(OpperTracingProperties properties,
                ObjectProvider<CostEstimator> costs) {
            return new EmbeddingContextMapper(properties.includesSpringAiContent(),
                    costs.getIfAvailable(() -> CostEstimator.NONE));
        }

        @Bean
        @ConditionalOnMissingBean
        ImageContextMapper opperImageContextMapper(OpperTracingProperties properties) {
            return new ImageContextMapper(properties.includesSpringAiContent());
        }

        @Bean
        @ConditionalOnMissingBean
        ToolCallContextMapper opperToolCallContextMapper(OpperTracingProperties properties) {
            return new ToolCallContextMapper(properties.includesSpringAiContent());
        }

    }

    /** Chat clients and their advisors. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ChatClientBuilderCustomizer.class)
    static class ChatClients {

        @Bean
        @ConditionalOnMissingBean
        ChatClientContextMapper opperChatClientContextMapper(OpperTracingProperties properties) {
            return new ChatClientContextMapper(properties.includesSpringAiContent());
        }

        @Bean
        @ConditionalOnMissingBean
        AdvisorContextMapper opperAdvisorContextMapper(OpperTracingProperties properties,
                ObjectProvider<CostEstimator> costs) {
            return new AdvisorContextMapper(properties.includesSpringAiContent(),
                    costs.getIfAvailable(() -> CostEstimator.NONE));
        }

        @Bean
        ChatClientBuilderCustomizer opperStreamWatch(OpperTracingProperties properties) {
            StreamWatchAdvisor advisor = new StreamWatchAdvisor(properties.includesSpringAiContent());
            return (builder) -> builder.defaultAdvisors(advisor);
        }

    }

    /** Vector stores. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(VectorStore.class)
    static class VectorStores {

        @Bean
        @ConditionalOnMissingBean
        VectorStoreContextMapper opperVectorStoreContextMapper(OpperTracingProperties properties) {
            return new VectorStoreContextMapper(properties.includesSpringAiContent());
        }

    }

}
