// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.opentelemetry.api.common.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import ai.opper.tracing.span.SpanRecord;

import static ai.opper.tracing.export.otlp.RecordBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

/** What is said about each kind of work, and what the switches of OpenInference hide. */
class OpenInferenceTest {

    private static final String IMAGE = "data:image/png;base64,secret-image";

    private static Map<String, Object> attributes(RecordBuilder span, boolean genAi, HideSwitch... hidden) {
        OtlpExporterSettings settings = new OtlpExporterSettings(URI.create("http://localhost"), Map.of(),
                Duration.ofSeconds(1), Duration.ofSeconds(1), OtlpCompression.NONE, Map.of(), genAi,
                (hidden.length > 0) ? EnumSet.of(hidden[0], hidden) : Set.of(), 40);
        SpanRecord record = span.record();
        Attributes attributes = new SpanAttributes(settings).of(record, new Metadata(record.meta()));
        Map<String, Object> values = new HashMap<>();
        attributes.forEach((key, value) -> values.put(key.getKey(), value));
        return values;
    }

    private static RecordBuilder modelCall() {
        return span("chat gpt-5", "llm")
            .input("""
                    {"messages":[
                      {"role":"system","content":"secret-system"},
                      {"role":"user","content":"secret-question","media":[{"mime_type":"image/png","name":"x"}]},
                      {"role":"user","content":[{"type":"text","text":"secret-part"},
                        {"type":"image_url","image_url":{"url":"%s"}}]},
                      {"role":"assistant","tool_calls":[{"id":"call-1","name":"weather","arguments":{"city":"secret-in-city"}}]},
                      {"role":"tool","tool_results":[{"id":"call-1","name":"weather","content":{"sky":"secret-sky"}}]}],
                     "tools":[{"name":"weather","description":"secret-tool","parameters":{"type":"object"}}]}
                    """
                .formatted(IMAGE))
            .output("""
                    {"role":"assistant","content":"secret-answer",
                     "tool_calls":[{"id":"call-2","type":"function",
                       "function":{"name":"weather","arguments":"{\\"city\\":\\"secret-out-city\\"}"}}]}
                    """)
            .session("session-1", null)
            .meta("requested_model", "\"gpt-5\"")
            .meta("model", "\"gpt-5-2026\"")
            .meta("provider", "\"azure-openai\"")
            .meta("temperature", "0.123")
            .meta("top_k", "7")
            .meta("max_output_tokens", "4711")
            .meta("input_tokens", "20")
            .meta("output_tokens", "5")
            .meta("total_tokens", "25")
            .meta("cache_read_tokens", "8")
            .meta("estimated_cost", "0.0125")
            .meta("finish_reason", "\"stop,tool_calls\"")
            .meta("response_id", "\"resp-1\"");
    }

    @Test
    void model_isDescribedWithParametersAndTokens() {
        assertThat(attributes(modelCall(), false)).contains(entry("openinference.span.kind", "LLM"),
                entry("llm.model_name", "gpt-5-2026"), entry("llm.request.model_name", "gpt-5"),
                entry("llm.response.model_name", "gpt-5-2026"), entry("llm.system", "openai"),
                entry("llm.provider", "azure"), entry("llm.finish_reason", "stop,tool_calls"),
                entry("llm.invocation_parameters", "{\"temperature\":0.123,\"top_k\":7,\"max_output_tokens\":4711}"),
                entry("llm.token_count.prompt", 20L), entry("llm.token_count.completion", 5L),
                entry("llm.token_count.total", 25L), entry("llm.token_count.prompt_details.cache_read", 8L),
                entry("llm.cost.total", 0.0125));
        assertThat(attributes(modelCall(), false)).doesNotContainKey("metadata");
    }

    @Test
    void model_messagesAndToolsAreFlattened() {
        assertThat(attributes(modelCall(), false)).contains(entry("llm.input_messages.0.message.role", "system"),
                entry("llm.input_messages.0.message.content", "secret-system"),
                entry("llm.input_messages.1.message.contents.0.message_content.type", "text"),
                entry("llm.input_messages.1.message.contents.0.message_content.text", "secret-question"),
                entry("llm.input_messages.1.message.contents.1.message_content.type", "image"),
                entry("llm.input_messages.2.message.contents.1.message_content.image.image.url", IMAGE),
                entry("llm.input_messages.3.message.tool_calls.0.tool_call.id", "call-1"),
                entry("llm.input_messages.3.message.tool_calls.0.tool_call.function.name", "weather"),
                entry("llm.input_messages.3.message.tool_calls.0.tool_call.function.arguments",
                        "{\"city\":\"secret-in-city\"}"),
                entry("llm.input_messages.4.message.role", "tool"),
                entry("llm.input_messages.4.message.tool_call_id", "call-1"),
                entry("llm.input_messages.4.message.name", "weather"),
                entry("llm.input_messages.4.message.content", "{\"sky\":\"secret-sky\"}"),
                entry("llm.output_messages.0.message.role", "assistant"),
                entry("llm.output_messages.0.message.content", "secret-answer"),
                entry("llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments",
                        "{\"city\":\"secret-out-city\"}"),
                entry("llm.tools.0.tool.json_schema", "{\"type\":\"function\",\"function\":{\"name\":\"weather\","
                        + "\"description\":\"secret-tool\",\"parameters\":{\"type\":\"object\"}}}"));
    }

    @Test
    void model_thatAnswersSeveralTimesHasSeveralMessages() {
        Map<String, Object> attributes = attributes(
                span("chat", "generation").input("[{\"role\":\"user\",\"content\":\"Hi\"}]")
                    .output("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"a\"}},"
                            + "{\"message\":{\"role\":\"assistant\",\"content\":\"b\"}}]}"),
                false);
        assertThat(attributes).contains(entry("llm.input_messages.0.message.content", "Hi"),
                entry("llm.output_messages.1.message.content", "b"), entry("openinference.span.kind", "LLM"));
    }

    @Test
    void model_withoutMessagesHasItsInputOnly() {
        Map<String, Object> attributes = attributes(span("ask", "llm").input("{\"question\":\"Why?\"}").output("\"x\""),
                true);
        assertThat(attributes).containsEntry("input.value", "{\"question\":\"Why?\"}");
        assertThat(attributes.keySet()).noneMatch((key) -> key.startsWith("llm.input_messages"));
    }

    @Test
    void model_longImagesAreHidden() {
        String url = "data:image/png;base64," + "x".repeat(100);
        assertThat(attributes(span("chat", "llm").input("[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"" + url + "\"}}]}]"), false))
            .containsEntry("llm.input_messages.0.message.contents.0.message_content.image.image.url", "__REDACTED__");
    }

    @Test
    void retriever_documentsAreFlattened() {
        Map<String, Object> attributes = attributes(
                span("search", "retriever").input("\"refunds\"")
                    .output("[{\"id\":\"d1\",\"score\":0.9,\"text\":\"one\",\"metadata\":{\"page\":1}},\"two\"]"),
                true);
        assertThat(attributes).contains(entry("retrieval.documents.0.document.id", "d1"),
                entry("retrieval.documents.0.document.score", 0.9),
                entry("retrieval.documents.0.document.content", "one"),
                entry("retrieval.documents.0.document.metadata", "{\"page\":1}"),
                entry("retrieval.documents.1.document.content", "two"), entry("gen_ai.retrieval.query.text", "refunds"),
                entry("gen_ai.operation.name", "retrieval"));
    }

    @Test
    void reranker_documentsAreFlattened() {
        Map<String, Object> attributes = attributes(
                span("rerank", "reranker").input("{\"query\":\"refunds\",\"documents\":[\"a\",\"b\"]}")
                    .output("[{\"content\":\"b\",\"score\":1}]")
                    .meta("model", "\"rank-1\"")
                    .meta("top_k", "1"),
                false);
        assertThat(attributes).contains(entry("reranker.query", "refunds"), entry("reranker.model_name", "rank-1"),
                entry("reranker.top_k", 1L), entry("reranker.input_documents.1.document.content", "b"),
                entry("reranker.output_documents.0.document.content", "b"),
                entry("reranker.output_documents.0.document.score", 1.0));
    }

    @Test
    void embedding_textsAreFlattened() {
        Map<String, Object> attributes = attributes(span("embedding", "embedding").input("[\"one\",\"two\"]")
            .meta("model", "\"embed-3\"")
            .meta("provider", "\"openai\"")
            .meta("dimensions", "1024")
            .meta("input_tokens", "4"), true);
        assertThat(attributes).contains(entry("embedding.model_name", "embed-3"),
                entry("embedding.embeddings.0.embedding.text", "one"),
                entry("embedding.embeddings.1.embedding.text", "two"), entry("llm.token_count.prompt", 4L),
                entry("gen_ai.embeddings.dimension.count", 1024L), entry("gen_ai.operation.name", "embeddings"),
                entry("metadata", "{\"dimensions\":1024}"));
        assertThat(attributes).doesNotContainKeys("llm.system", "llm.provider");
    }

    @Test
    void costOfTheGateway_isTheCostOfTheCall() {
        assertThat(attributes(modelCall().meta("opper_cost", "0.0042"), false))
            .contains(entry("llm.cost.total", 0.0042));
        assertThat(attributes(modelCall().meta("opper_cost", "0.0042").meta("cost", "0.5"), false))
            .contains(entry("llm.cost.total", 0.5));
        assertThat(attributes(span("embed", "embedding").meta("opper_cost", "0.0001"), false))
            .contains(entry("llm.cost.total", 0.0001))
            .doesNotContainKey("metadata");
    }

    @Test
    void tool_isDescribed() {
        Map<String, Object> attributes = attributes(span("weather", "tool").input("{\"city\":\"Bonn\"}")
            .output("\"sunny\"")
            .meta("tool_call_id", "\"call-1\"")
            .meta("description", "\"Tells the weather\""), true);
        assertThat(attributes).contains(entry("tool.name", "weather"), entry("tool.id", "call-1"),
                entry("tool.description", "Tells the weather"), entry("gen_ai.tool.name", "weather"),
                entry("gen_ai.tool.call.id", "call-1"), entry("gen_ai.tool.call.arguments", "{\"city\":\"Bonn\"}"),
                entry("gen_ai.tool.call.result", "sunny"), entry("gen_ai.operation.name", "execute_tool"));
    }

    @Test
    void genAi_isWrittenWhenAskedFor() {
        Map<String, Object> attributes = attributes(modelCall(), true);
        assertThat(attributes).contains(entry("gen_ai.operation.name", "chat"),
                entry("gen_ai.provider.name", "azure.ai.openai"), entry("gen_ai.request.model", "gpt-5"),
                entry("gen_ai.response.model", "gpt-5-2026"), entry("gen_ai.response.id", "resp-1"),
                entry("gen_ai.response.finish_reasons", List.of("stop", "tool_calls")),
                entry("gen_ai.usage.input_tokens", 20L), entry("gen_ai.usage.output_tokens", 5L),
                entry("gen_ai.usage.cache_read.input_tokens", 8L), entry("gen_ai.request.temperature", 0.123),
                entry("gen_ai.request.max_tokens", 4711L), entry("gen_ai.conversation.id", "session-1"));
        assertThat((String) attributes.get("gen_ai.input.messages")).contains(
                "{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"secret-system\"}]}",
                "{\"type\":\"tool_call\",\"id\":\"call-1\",\"name\":\"weather\",\"arguments\":{\"city\":\"secret-in-city\"}}",
                "{\"type\":\"tool_call_response\",\"id\":\"call-1\"");
        assertThat((String) attributes.get("gen_ai.output.messages")).contains("\"finish_reason\":\"stop,tool_calls\"");
        assertThat(attributes(modelCall(), false).keySet()).noneMatch((key) -> key.startsWith("gen_ai."));
    }

    static Stream<Arguments> hidden() {
        List<String> input = List.of("secret-system", "secret-question", "secret-part", "secret-in-city", "secret-sky",
                "secret-image");
        List<String> inputText = input.subList(0, 5);
        List<String> output = List.of("secret-answer", "secret-out-city");
        return Stream.of(Arguments.of(HideSwitch.INPUTS, concat(input, List.of("secret-tool")), output),
                Arguments.of(HideSwitch.OUTPUTS, output, input),
                Arguments.of(HideSwitch.INPUT_MESSAGES, input, concat(output, List.of("secret-tool"))),
                Arguments.of(HideSwitch.OUTPUT_MESSAGES, output, input),
                Arguments.of(HideSwitch.INPUT_TEXT, inputText, concat(output, List.of("secret-image"))),
                Arguments.of(HideSwitch.OUTPUT_TEXT, output, input),
                Arguments.of(HideSwitch.INPUT_IMAGES, List.of("secret-image"), concat(inputText, output)),
                Arguments.of(HideSwitch.LLM_TOOLS, List.of("secret-tool"), concat(input, output)),
                Arguments.of(HideSwitch.LLM_INVOCATION_PARAMETERS, List.of("0.123", "4711"), concat(input, output)));
    }

    private static List<String> concat(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    @ParameterizedTest
    @MethodSource
    void hidden(HideSwitch hidden, List<String> gone, List<String> there) {
        String all = attributes(modelCall(), true, hidden).toString();
        assertThat(all).doesNotContain(gone).contains(there);
    }

    @Test
    void hiddenInput_takesQueryTextsAndFilterWithIt() {
        String retrieval = attributes(span("search", "retriever").input("\"secret\"").meta("filter", "\"secret\""),
                true, HideSwitch.INPUTS)
            .toString();
        String embedding = attributes(span("embed", "embedding").input("[\"secret\"]"), true, HideSwitch.INPUTS)
            .toString();
        String reranking = attributes(
                span("rerank", "reranker").input("{\"query\":\"secret\",\"documents\":[\"secret\"]}"), true,
                HideSwitch.INPUTS)
            .toString();
        String tool = attributes(span("tool", "tool").input("{\"a\":\"secret\"}"), true, HideSwitch.INPUTS).toString();
        assertThat(List.of(retrieval, embedding, reranking, tool))
            .allSatisfy((each) -> assertThat(each).doesNotContain("secret").contains("__REDACTED__"));
    }

    @Test
    void hiddenOutput_takesDocumentsAndResultsWithIt() {
        String retrieval = attributes(span("search", "retriever").output("[{\"text\":\"secret\"}]"), true,
                HideSwitch.OUTPUTS)
            .toString();
        String reranking = attributes(span("rerank", "reranker").output("[\"secret\"]"), true, HideSwitch.OUTPUTS)
            .toString();
        String tool = attributes(span("tool", "tool").output("\"secret\""), true, HideSwitch.OUTPUTS).toString();
        assertThat(List.of(retrieval, reranking, tool))
            .allSatisfy((each) -> assertThat(each).doesNotContain("secret").contains("__REDACTED__"));
    }

    @Test
    void hiddenTextsOfEmbeddings_areNowhere() {
        assertThat(attributes(span("embed", "embedding").input("[\"secret\"]"), true, HideSwitch.EMBEDDINGS_TEXT))
            .contains(entry("embedding.embeddings.0.embedding.text", "__REDACTED__"),
                    entry("input.value", "__REDACTED__"))
            .doesNotContainValue("secret");
    }

    @ParameterizedTest
    @EnumSource
    void switches_areReadFromTheirVariables(HideSwitch each) {
        Map<String, String> environment = Map.of(each.variable(), "True");
        assertThat(HideSwitch.read(environment::get)).containsExactly(each);
        assertThat(each.variable()).startsWith("OPENINFERENCE_HIDE_");
        assertThat(HideSwitch.read((name) -> "false")).isEmpty();
    }

    @Test
    void switches_thatAreUnclearAreNotGuessed() {
        assertThatIllegalArgumentException().isThrownBy(() -> HideSwitch.read((name) -> "maybe"))
            .withMessageContaining("OPENINFERENCE_HIDE_");
    }

}
