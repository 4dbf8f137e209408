// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.springai;

import java.util.Map;
import java.util.OptionalDouble;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;
import ai.opper.tracing.models.ScriptedModels;
import ai.opper.tracing.observation.CostEstimator;

/** An application as its users write it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SupportDesk {

    @Bean
    ChatClient chatClient(ChatClient.Builder builder, Orders orders) {
        return builder.defaultTools(orders).build();
    }

    @Bean
    Orders orders() {
        return new Orders();
    }

    @Bean
    Desk desk(ChatClient client) {
        return new Desk(client);
    }

    @Bean
    VectorStore vectorStore(EmbeddingModel model, ObservationRegistry registry) {
        return SimpleVectorStore.builder(model).observationRegistry(registry).build();
    }

    @Bean
    CostEstimator prices() {
        return (usage) -> ScriptedModels.SERVED.equals(usage.model())
                ? OptionalDouble.of(usage.inputTokens() * 0.5 + usage.outputTokens() * 2) : OptionalDouble.empty();
    }

    /** What the model may look up. */
    static class Orders {

        @Tool(name = "find_order", description = "Finds an order by its number")
        Map<String, Object> find(String number, String password) {
            return Map.of("number", number, "state", "sent", "password", password);
        }

        @Tool(name = "cancel_order", description = "Cancels an order")
        String cancel(String number) {
            throw new IllegalStateException("Order " + number + " has left already");
        }

    }

    /** Where questions come in. */
    static class Desk {

        private final ChatClient client;

        Desk(ChatClient client) {
            this.client = client;
        }

        @Traced(name = "answer", type = SpanType.CHAIN, recordInput = false, recordOutput = false)
        public String answer(String question) {
            return this.client.prompt().system("Be kind.").user(question).call().content();
        }

        @Traced(name = "stream", type = SpanType.CHAIN, recordInput = false, recordOutput = false)
        public Flux<String> stream(String question) {
            return this.client.prompt().system("Be kind.").user(question).stream().content();
        }

    }

}
