// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.testkit;

import java.util.List;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Nested;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.observation.ImageModelObservationContext;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.metadata.ToolMetadata;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;

import ai.opper.tracing.observation.ContextMapper;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.springai.ChatModelContextMapper;
import ai.opper.tracing.observation.springai.EmbeddingContextMapper;
import ai.opper.tracing.observation.springai.ImageContextMapper;
import ai.opper.tracing.observation.springai.ToolCallContextMapper;
import ai.opper.tracing.observation.springai.VectorStoreContextMapper;
import ai.opper.tracing.test.ContextMapperContract;

/** Our mappers of Spring AI, which record no content here, keep what they promise. */
class SpringAiMapperContractTest {

    private static Observation observation(ObservationRegistry registry, Supplier<Observation.Context> context) {
        return Observation.createNotStarted("spring.ai", context, registry);
    }

    @Nested
    class OfChatModels extends ContextMapperContract {

        @Override
        protected ContextMapper mapper() {
            return new ChatModelContextMapper(false, CostEstimator.NONE);
        }

        @Override
        protected Observation observation(ObservationRegistry registry) {
            Prompt prompt = new Prompt("Where is my order?", ChatOptions.builder().model("small").build());
            return SpringAiMapperContractTest.observation(registry,
                    () -> ChatModelObservationContext.builder().prompt(prompt).provider("test").build());
        }

        @Override
        protected void answer(Observation.Context context) {
            ((ChatModelObservationContext) context)
                .setResponse(new ChatResponse(List.of(new Generation(new AssistantMessage("On its way.")))));
        }

    }

    @Nested
    class OfEmbeddings extends ContextMapperContract {

        @Override
        protected ContextMapper mapper() {
            return new EmbeddingContextMapper(false, CostEstimator.NONE);
        }

        @Override
        protected Observation observation(ObservationRegistry registry) {
            EmbeddingRequest request = new EmbeddingRequest(List.of("tea"),
                    EmbeddingOptions.builder().model("small").build());
            return SpringAiMapperContractTest.observation(registry,
                    () -> EmbeddingModelObservationContext.builder()
                        .embeddingRequest(request)
                        .provider("test")
                        .build());
        }

    }

    @Nested
    class OfImages extends ContextMapperContract {

        @Override
        protected ContextMapper mapper() {
            return new ImageContextMapper(false);
        }

        @Override
        protected Observation observation(ObservationRegistry registry) {
            ImagePrompt prompt = new ImagePrompt("a cup of tea", ImageOptionsBuilder.builder().model("small").build());
            return SpringAiMapperContractTest.observation(registry,
                    () -> ImageModelObservationContext.builder().imagePrompt(prompt).provider("test").build());
        }

    }

    @Nested
    class OfTools extends ContextMapperContract {

        @Override
        protected ContextMapper mapper() {
            return new ToolCallContextMapper(false);
        }

        @Override
        protected Observation observation(ObservationRegistry registry) {
            ToolDefinition tool = ToolDefinition.builder()
                .name("get_order")
                .description("finds an order")
                .inputSchema("{}")
                .build();
            return SpringAiMapperContractTest.observation(registry,
                    () -> ToolCallingObservationContext.builder()
                        .toolDefinition(tool)
                        .toolMetadata(ToolMetadata.builder().build())
                        .toolCallArguments("{\"number\": 7}")
                        .build());
        }

        @Override
        protected void answer(Observation.Context context) {
            ((ToolCallingObservationContext) context).setToolCallResult("shipped");
        }

    }

    @Nested
    class OfVectorStores extends ContextMapperContract {

        @Override
        protected ContextMapper mapper() {
            return new VectorStoreContextMapper(false);
        }

        @Override
        protected Observation observation(ObservationRegistry registry) {
            return SpringAiMapperContractTest.observation(registry,
                    () -> VectorStoreObservationContext.builder("memory", VectorStoreObservationContext.Operation.QUERY)
                        .build());
        }

        @Override
        protected void answer(Observation.Context context) {
            ((VectorStoreObservationContext) context).setQueryResponse(List.of());
        }

    }

}
