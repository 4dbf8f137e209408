// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.springai;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStore;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** Searches everything that leaves the process for what people and models have said. */
class SpringAiContentTest {

    /** Each is said in one place. A tool's password is hidden anyway. */
    private static final Set<String> CONTENT = Set.of("plant-system", "plant-question", "plant-stream",
            "plant-argument", "plant-answer", "plant-streamed", "plant-document", "plant-metadata", "plant-query",
            "plant-filter", "plant-picture", "plant-refusal", "plant-thrown", "Finds an order", "pictures.example");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private Set<String> contentThatLeaves(String... properties) throws IOException {
        String[] all = java.util.stream.Stream
            .concat(java.util.stream.Stream.of(properties),
                    java.util.stream.Stream.of("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url()))
            .toArray(String[]::new);
        try (RunningDesk desk = RunningDesk.sending(all)) {
            sayEverything(desk);
            assertThat(desk.bean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
        }
        assertThat(this.api.spans()).extracting((span) -> span.type())
            .contains("agent", "chain", "llm", "tool", "retriever", "embedding");
        String sent = this.api.requests()
            .stream()
            .map((ReceivedRequest request) -> request.path() + request.query() + request.headers() + request.body())
            .collect(Collectors.joining("\n"));
        Set<String> found = new TreeSet<>(CONTENT);
        found.removeIf((content) -> !sent.contains(content));
        return found;
    }

    private static void sayEverything(RunningDesk desk) {
        desk.models.calls("find_order", "{\"number\":\"plant-argument\",\"password\":\"x\"}").says("plant-answer");
        desk.client().prompt().system("plant-system").user("plant-question").call().content();
        desk.models.says("plant-streamed");
        desk.client().prompt("plant-stream").stream().content().blockLast(PATIENCE);
        desk.models.refuses(400, "plant-refusal");
        assertThatException().isThrownBy(() -> desk.client().prompt("Hello").call().content());
        desk.models.calls("cancel_order", "{\"number\":\"plant-thrown\"}").says("Sorry.");
        desk.client().prompt("Cancel").call().content();
        VectorStore store = desk.bean(VectorStore.class);
        store.add(List.of(new Document("1", "plant-document", Map.of("source", "plant-metadata"))));
        store.similaritySearch(
                SearchRequest.builder().query("plant-query").filterExpression("source != 'plant-filter'").build());
        desk.bean(ImageModel.class).call(new ImagePrompt("plant-picture"));
    }

    @Test
    void contentThatIsNotAskedFor_neverLeaves() throws IOException {
        assertThat(contentThatLeaves()).isEmpty();
    }

    @Test
    void contentThatIsAskedFor_leaves() throws IOException {
        assertThat(contentThatLeaves("opper.tracing.spring-ai.include-content=true")).isEqualTo(new TreeSet<>(CONTENT));
    }

    @Test
    void strictPrivacy_isStrongerThanAskingForContent() throws IOException {
        assertThat(contentThatLeaves("opper.tracing.spring-ai.include-content=true", "opper.tracing.privacy=strict"))
            .isEmpty();
    }

    @Test
    void patterns_hideInMessagesToo() throws IOException {
        assertThat(contentThatLeaves("opper.tracing.spring-ai.include-content=true",
                "opper.tracing.redaction.patterns[0]=plant-[a-z]+"))
            .containsExactly("Finds an order", "pictures.example");
    }

}
