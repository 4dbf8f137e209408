// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.springai;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Flux;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;
import ai.opper.tracing.models.ScriptedModels;
import ai.opper.tracing.observation.CostEstimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Leaves traces in a Local Opper that runs, for whoever wants to look at them;
 * docs/images/libraries.sh takes their pictures.
 */
@EnabledIfSystemProperty(named = "opper.test.viewer", matches = "https?://.+",
        disabledReason = "Traces to look at are made by docs/images/libraries.sh")
class SpringAiPictureTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration PACE = Duration.ofMillis(40);

    private static final String CONTENT = "opper.tracing.spring-ai.include-content=true";

    private static final List<Class<?>> APPLICATION = List.of(SupportDesk.class, Help.class);

    private static URI viewer;

    @BeforeAll
    static void findViewer() {
        viewer = URI.create(System.getProperty("opper.test.viewer"));
    }

    private static void ask(RunningDesk desk, String question) {
        OpperTracer tracer = desk.bean(OpperTracer.class);
        tracer.inSpan("support.index", () -> fill(desk.bean(VectorStore.class)));
        // The first question is slow, since classes are loaded.
        converse(desk, "Hello?");
        flush(tracer);
        desk.models.withPace(PACE);
        converse(desk, question);
        flush(tracer);
    }

    private static void fill(VectorStore store) {
        store.add(List.of(
                new Document("shipping", "Parcels are sent on the day of the order and arrive within two working days.",
                        Map.of("source", "handbook.md", "page", 12)),
                new Document("tracking", "The link to follow a parcel is in the mail that confirms the order.",
                        Map.of("source", "handbook.md", "page", 14))));
    }

    /** A stream may be heard to its end before its span has ended. */
    private static void flush(OpperTracer tracer) {
        await().atMost(PATIENCE).until(() -> tracer.flush(PATIENCE).isComplete());
    }

    private static void converse(RunningDesk desk, String question) {
        desk.models.calls("find_order", "{\"number\":\"4711\",\"password\":\"none\"}")
            .says("Order 4711 was sent this morning. It arrives **within two working days**, and the link to follow it"
                    + " is in the mail that confirms your order.");
        assertThat(desk.bean(Helper.class).answer(question).collectList().block(PATIENCE)).isNotEmpty();
    }

    @Test
    void streamWithToolAndDocuments() throws IOException {
        try (RunningDesk desk = RunningDesk.start(ScriptedModels.start(), APPLICATION, CONTENT,
                "opper.tracing.api-key=local", "opper.tracing.base-url=" + viewer,
                "spring.application.name=spring-ai-desk")) {
            ask(desk, "Where is my order 4711?");
        }
    }

    @Test
    void theSameOverOtlp() throws IOException {
        try (RunningDesk desk = RunningDesk.start(ScriptedModels.start(), APPLICATION, CONTENT,
                "opper.tracing.otlp.endpoint=" + viewer, "opper.tracing.otlp.gen-ai=true",
                "spring.application.name=otlp-desk")) {
            ask(desk, "Has order 4711 left?");
        }
    }

    @Test
    void theSameThroughOpper() throws IOException {
        ScriptedModels models = ScriptedModels.inFrontOf(viewer).recordingCalls(viewer);
        try (RunningDesk desk = RunningDesk.callingOpper(models, APPLICATION, CONTENT,
                "spring.ai.openai.chat.model=openai/gpt-test", "spring.application.name=gateway-desk")) {
            ask(desk, "When will order 4711 arrive?");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Help {

        @Bean
        Helper helper(ChatClient client, VectorStore handbook) {
            return new Helper(client, handbook);
        }

        /** In US dollars, as providers of small models have it. */
        @Bean
        @Primary
        CostEstimator smallPrices() {
            return (usage) -> OptionalDouble.of(usage.inputTokens() * 0.15e-6 + usage.outputTokens() * 0.6e-6);
        }

    }

    /** Answers from the handbook, and asks for orders. */
    static class Helper {

        private final ChatClient client;

        private final VectorStore handbook;

        Helper(ChatClient client, VectorStore handbook) {
            this.client = client;
            this.handbook = handbook;
        }

        @Traced(name = "support.answer", type = SpanType.CHAIN)
        public Flux<String> answer(String question) {
            return Flux.defer(() -> this.client.prompt()
                .system("You answer customers of a shop, from its handbook only.\n\n" + pagesFor(question))
                .user(question)
                .stream()
                .content());
        }

        private String pagesFor(String question) {
            return this.handbook.similaritySearch(SearchRequest.builder().query(question).topK(2).build())
                .stream()
                .map(Document::getText)
                .collect(Collectors.joining("\n"));
        }

    }

}
