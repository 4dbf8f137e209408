// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.opentelemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.observation.Rendering;
import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;

/**
 * Makes a record of what OpenTelemetry knows of a span, by the names of OpenInference, of
 * OpenTelemetry's conventions for generative AI and of their forerunners. All of it goes
 * through the same limits, redaction and privacy as what we record ourselves.
 */
final class SpanDescription {

    private static final Map<String, String> OPERATIONS = Map.of("chat", SpanType.LLM, "text_completion", SpanType.LLM,
            "generate_content", SpanType.LLM, "embeddings", SpanType.EMBEDDING, "execute_tool", SpanType.TOOL,
            "invoke_agent", SpanType.AGENT, "create_agent", SpanType.AGENT, "retrieval", SpanType.RETRIEVER,
            "invoke_workflow", SpanType.WORKFLOW);

    private static final String HTTP = "http";

    /** What may hold content is told as input or output, or not at all. */
    private static final String[] CONTENT = { "input.", "output.", "llm.input_messages", "llm.output_messages",
            "llm.prompts", "llm.choices", "llm.tools", "llm.function_call", "llm.prompt_template",
            "retrieval.documents", "reranker.", "embedding.embeddings", "embedding.text", "gen_ai.prompt",
            "gen_ai.completion", "gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions",
            "gen_ai.tool.call.arguments", "gen_ai.tool.call.result", "gen_ai.tool.definitions", "gen_ai.retrieval.",
            "traceloop.entity.input", "traceloop.entity.output", "db.query.text", "db.statement", "db.query.parameter",
            "tool.parameters" };

    private static final Map<String, String[]> META = meta();

    private static final Set<String> TYPES = Set.of(SpanType.CHAIN, SpanType.AGENT, SpanType.TOOL, SpanType.LLM,
            SpanType.RETRIEVER, SpanType.RERANKER, SpanType.EMBEDDING, SpanType.GUARDRAIL, SpanType.EVALUATOR,
            SpanType.GENERATION, SpanType.CALL, SpanType.WORKFLOW);

    private static final Pattern CLASS_NAME = Pattern.compile("[\\p{L}_$][\\w$.]*");

    private final PayloadCapture capture;

    private final Rendering rendering;

    /**
     * For what is written in the code of an instrumentation, and in the configuration.
     */
    private final Rendering literal;

    private final RecordingSettings settings;

    private final Map<String, Payload> everySpan = new LinkedHashMap<>();

    private final Map<String, Object> everyTag = new LinkedHashMap<>();

    SpanDescription(PayloadCapture capture, RecordingSettings settings) {
        this.capture = capture;
        this.rendering = new Rendering(capture, settings.privacy());
        this.literal = this.rendering.literally();
        this.settings = settings;
        settings.attributes().metadata().forEach((key, value) -> put(this.everySpan, this.literal, key, value));
        settings.attributes().tags().forEach((key, value) -> tag(this.everyTag, this.literal, key, value));
    }

    private static Map<String, String[]> meta() {
        Map<String, String[]> names = new LinkedHashMap<>();
        names.put("model", new String[] { "llm.model_name", "gen_ai.response.model", "gen_ai.request.model",
                "embedding.model_name" });
        names.put("requested_model", new String[] { "llm.request.model_name" });
        names.put("provider", new String[] { "llm.provider", "gen_ai.provider.name", "gen_ai.system", "llm.system" });
        names.put("input_tokens",
                new String[] { "llm.token_count.prompt", "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens" });
        names.put("output_tokens", new String[] { "llm.token_count.completion", "gen_ai.usage.output_tokens",
                "gen_ai.usage.completion_tokens" });
        names.put("total_tokens", new String[] { "llm.token_count.total", "llm.usage.total_tokens" });
        names.put("cache_read_tokens",
                new String[] { "llm.token_count.prompt_details.cache_read", "gen_ai.usage.cache_read.input_tokens" });
        names.put("cost", new String[] { "llm.cost.total", "gen_ai.usage.cost" });
        names.put("response_id", new String[] { "gen_ai.response.id" });
        names.put("finish_reason", new String[] { "llm.finish_reason" });
        names.put("tool_call_id", new String[] { "tool.id", "gen_ai.tool.call.id" });
        names.put("description", new String[] { "tool.description", "gen_ai.tool.description" });
        return names;
    }

    /** Keeps what is known at the start, without OpenTelemetry's span. */
    OtelSpanNode.Start started(SpanData span) {
        String name = this.capture.text(span.getName());
        String type = type(span.getKind(), new Attributed(span.getAttributes()));
        Instant start = time(span.getStartEpochNanos());
        return (node) -> new SpanRecord(node.id(), node.traceId(), node.parentId(), name, type, start, null, null, null,
                null, null, null, null, this.everyTag, this.everySpan, List.of(), List.of(), List.of());
    }

    SpanRecord finished(SpanData span, OtelSpanNode node) {
        Attributed attributes = new Attributed(span.getAttributes());
        String type = type(span.getKind(), attributes);
        Object input = input(attributes);
        Object output = output(attributes);
        Judgements judgements = judgements(attributes);
        String session = attributes.takeText("session.id", "gen_ai.conversation.id");
        String user = attributes.takeText("user.id", "enduser.id");
        Map<String, Object> tags = tags(attributes);
        Map<String, Payload> meta = meta(span, attributes);
        Instant start = time(span.getStartEpochNanos());
        Instant end = time(span.getEndEpochNanos());
        return new SpanRecord(node.id(), node.traceId(), node.parentId(), this.capture.text(span.getName()), type,
                start, end.isBefore(start) ? start : end, payload(input, this.settings.input()),
                payload(output, this.settings.output()), error(span), null, this.rendering.id("session_id", session),
                this.rendering.id("user_id", user), tags, meta, events(span.getEvents()), judgements.findings(),
                judgements.metrics());
    }

    private @Nullable Payload payload(@Nullable Object value, boolean recorded) {
        return (recorded && value != null) ? this.capture.value(value) : null;
    }

    private String type(SpanKind kind, Attributed attributes) {
        String given = attributes.takeText("openinference.span.kind", "traceloop.span.kind");
        String operation = attributes.takeText("gen_ai.operation.name");
        if (given != null) {
            return known(given.toLowerCase(Locale.ROOT));
        }
        if (operation != null) {
            return known(OPERATIONS.getOrDefault(operation, operation));
        }
        boolean http = attributes.takeText("http.request.method", "http.method") != null;
        return (http && kind == SpanKind.SERVER) ? HTTP : SpanType.CHAIN;
    }

    /** Any word may stand there, which may be content, too. */
    private String known(String type) {
        return (TYPES.contains(type) || !this.rendering.isStrict()) ? this.capture.text(type) : SpanType.CHAIN;
    }

    private static @Nullable Object input(Attributed attributes) {
        Object messages = attributes.takeList("llm.input_messages");
        if (messages != null) {
            return conversation(messages, attributes.takeList("llm.tools"));
        }
        messages = instructed(attributes);
        if (messages != null) {
            Object tools = attributes.takeJson("gen_ai.tool.definitions");
            return (tools != null) ? conversation(messages, tools) : messages;
        }
        Object found = attributes.takeJson("input.value", "gen_ai.tool.call.arguments", "gen_ai.retrieval.query.text",
                "gen_ai.prompt", "traceloop.entity.input", "embedding.text", "reranker.query", "db.query.text",
                "db.statement");
        if (found == null) {
            found = attributes.takeList("embedding.embeddings");
        }
        return (found != null) ? found : attributes.takeList("gen_ai.prompt");
    }

    private static Map<String, Object> conversation(Object messages, @Nullable Object tools) {
        Map<String, Object> conversation = new LinkedHashMap<>();
        conversation.put("messages", messages);
        if (tools != null) {
            conversation.put("tools", tools);
        }
        return conversation;
    }

    /** Instructions have an attribute of their own where a provider takes them so. */
    private static @Nullable Object instructed(Attributed attributes) {
        Object messages = attributes.takeJson("gen_ai.input.messages");
        Object instructions = attributes.takeJson("gen_ai.system_instructions");
        if (instructions == null) {
            return messages;
        }
        List<Object> all = new ArrayList<>();
        all.add(said("system", instructions));
        if (messages instanceof ArrayNode list) {
            list.forEach(all::add);
        }
        else if (messages != null) {
            all.add(said("user", messages));
        }
        return all;
    }

    private static Map<String, Object> said(String role, Object what) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put((what instanceof ArrayNode) ? "parts" : "content", what);
        return message;
    }

    private static @Nullable Object output(Attributed attributes) {
        for (String list : List.of("retrieval.documents", "reranker.output_documents", "llm.output_messages")) {
            Object found = attributes.takeList(list);
            if (found != null) {
                return found;
            }
        }
        Object found = attributes.takeJson("gen_ai.output.messages", "output.value", "gen_ai.tool.call.result",
                "gen_ai.retrieval.documents", "gen_ai.completion", "traceloop.entity.output");
        return (found != null) ? found : attributes.takeList("gen_ai.completion");
    }

    private Map<String, Object> tags(Attributed attributes) {
        Map<String, Object> tags = new LinkedHashMap<>(this.everyTag);
        // All of a tag is a value here, its name too.
        if (attributes.takeJson("tag.tags") instanceof Collection<?> list && !this.rendering.isStrict()) {
            for (Object each : list) {
                String tag = String.valueOf(each);
                int colon = tag.indexOf(':');
                tag(tags, this.rendering, (colon > 0) ? tag.substring(0, colon) : tag,
                        (colon > 0) ? tag.substring(colon + 1) : true);
            }
        }
        return tags;
    }

    private static void tag(Map<String, Object> tags, Rendering rendering, String key, Object value) {
        Object rendered = rendering.tag(key, value);
        if (rendered != null) {
            tags.put(rendering.name(key), rendered);
        }
    }

    private Map<String, Payload> meta(SpanData span, Attributed attributes) {
        Map<String, Payload> meta = new LinkedHashMap<>(this.everySpan);
        put(meta, this.rendering, "service_name",
                span.getResource().getAttribute(AttributeKey.stringKey("service.name")));
        META.forEach((key, names) -> put(meta, this.rendering, key, attributes.take(names)));
        put(meta, this.rendering, "metadata", attributes.takeJson("metadata"));
        put(meta, this.rendering, "w3c_trace_id", span.getTraceId());
        put(meta, this.rendering, "w3c_span_id", span.getSpanId());
        put(meta, this.literal, "scope", span.getInstrumentationScopeInfo().getName());
        put(meta, this.literal, "kind", span.getKind().name().toLowerCase(Locale.ROOT));
        attributes.leaveOut(CONTENT);
        Map<String, Object> rest = attributes.rest();
        rest.entrySet().removeIf((attribute) -> !this.rendering.maySay(attribute.getKey(), attribute.getValue()));
        put(meta, this.literal, "attributes", rest.isEmpty() ? null : rest);
        return meta;
    }

    private static void put(Map<String, Payload> meta, Rendering rendering, String key, @Nullable Object value) {
        Payload rendered = (value != null) ? rendering.value(key, value) : null;
        if (rendered != null) {
            meta.put(rendering.name(key), rendered);
        }
    }

    private @Nullable String error(SpanData span) {
        if (span.getStatus().getStatusCode() == StatusCode.OK) {
            return null;
        }
        String exception = null;
        for (EventData event : span.getEvents()) {
            exception = event.getName().equals("exception") ? exception(event.getAttributes()) : exception;
        }
        if (exception != null || span.getStatus().getStatusCode() != StatusCode.ERROR) {
            return exception;
        }
        String description = span.getStatus().getDescription();
        String shown = description.isBlank() ? null : this.rendering.comment("error", description);
        return (shown != null) ? shown : "error";
    }

    private @Nullable String exception(Attributes attributes) {
        String type = attributes.get(AttributeKey.stringKey("exception.type"));
        String message = attributes.get(AttributeKey.stringKey("exception.message"));
        boolean named = type != null && (!this.rendering.isStrict() || CLASS_NAME.matcher(type).matches());
        String name = named ? this.rendering.name(type) : null;
        String shown = (message != null) ? this.rendering.comment("error", message) : null;
        if (name == null) {
            return (shown != null) ? shown : (type != null || message != null) ? "error" : null;
        }
        return (shown != null) ? name + ": " + shown : name;
    }

    private List<SpanEvent> events(List<EventData> events) {
        List<SpanEvent> all = new ArrayList<>();
        for (EventData event : events) {
            if (event.getName().equals("exception") || event.getName().startsWith("gen_ai.")) {
                // The one is the error of the span, the other may hold messages.
                continue;
            }
            Map<String, Payload> attributes = new LinkedHashMap<>();
            event.getAttributes().forEach((key, value) -> put(attributes, this.rendering, key.getKey(), value));
            all.add(new SpanEvent(this.rendering.name(event.getName()), time(event.getEpochNanos()), attributes));
        }
        return all;
    }

    private Judgements judgements(Attributed attributes) {
        Judgements judgements = new Judgements(new ArrayList<>(), new ArrayList<>());
        for (String list : List.of("annotations", "evaluations")) {
            if (attributes.takeList(list) instanceof List<?> found) {
                found.forEach((each) -> judge(judgements, each));
            }
        }
        return judgements;
    }

    private void judge(Judgements judgements, Object judgement) {
        if (!(judgement instanceof Map<?, ?> fields) || !(fields.get("name") instanceof String name)) {
            return;
        }
        String comment = (fields.get("explanation") instanceof String explanation)
                ? this.rendering.comment(name, explanation) : null;
        if (fields.get("score") instanceof Number score && Double.isFinite(score.doubleValue())) {
            judgements.metrics().add(new MetricRecord(this.rendering.name(name), score.doubleValue(), comment));
        }
        if (fields.get("label") instanceof String label) {
            judgements.findings()
                .add(new Finding(this.rendering.name(name), this.rendering.valueOrPlaceholder(name, label), comment));
        }
    }

    private static Instant time(long nanos) {
        long micros = Math.floorDiv(nanos, 1_000L);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /**
     * What was judged about a span.
     *
     * @param metrics numbers
     * @param findings words
     */
    private record Judgements(List<MetricRecord> metrics, List<Finding> findings) {
    }

}
