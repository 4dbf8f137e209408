// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.otlp;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import ai.opper.tracing.local.http.Json;
import ai.opper.tracing.local.store.Span;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes spans of ours from spans of OpenTelemetry. */
final class OtlpSpans {

    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");

    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");

    private static final Map<String, String> OPERATIONS = Map.of("chat", "llm", "text_completion", "llm",
            "generate_content", "llm", "embeddings", "embedding", "execute_tool", "tool", "invoke_agent", "agent",
            "create_agent", "agent", "retrieval", "retriever", "invoke_workflow", "workflow");

    private static final long LATEST = 253_402_300_799_999_999L;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OtlpSpans() {
    }

    /** Says what is wrong with a span, or null when it can be taken. */
    static @Nullable String problem(OtlpSpan span) {
        if (!TRACE_ID.matcher(span.traceId()).matches()) {
            return "a trace id must be 16 bytes that are not all zero";
        }
        if (!SPAN_ID.matcher(span.spanId()).matches()) {
            return "a span id must be 8 bytes that are not all zero";
        }
        if (!span.parentSpanId().isEmpty() && !span.parentSpanId().matches("[0-9a-f]{16}")) {
            return "a parent span id must be 8 bytes";
        }
        return (micros(span.startNanos()) > LATEST) ? "a start time must be nanoseconds since 1970" : null;
    }

    static Span span(OtlpSpan span) {
        Attributes attributes = new Attributes(span.attributes());
        OtlpPayloads payloads = new OtlpPayloads(span);
        UUID traceId = traceId(span.traceId());
        boolean root = span.parentSpanId().isEmpty() || span.parentSpanId().equals("0".repeat(16));
        long start = micros(span.startNanos());
        long end = Math.min(LATEST, micros(span.endNanos()));
        String name = span.name().isBlank() ? "unnamed" : Json.cleaned(span.name());
        return new Span(spanId(span.traceId(), span.spanId()), traceId,
                root ? null : spanId(span.traceId(), span.parentSpanId()), name, type(span, attributes), time(start),
                (span.endNanos() != 0) ? time(Math.max(start, end)) : null, cleaned(payloads.input()),
                cleaned(payloads.output()), cleaned(error(span)), Json.cleaned(meta(span, attributes)), null);
    }

    private static @Nullable String cleaned(@Nullable String text) {
        return (text != null) ? Json.cleaned(text) : null;
    }

    static UUID traceId(String hex) {
        return new UUID(bits(hex.substring(0, 16)), bits(hex.substring(16)));
    }

    /**
     * A span's id is unique within its trace only, so both make the UUID: of version 8,
     * from a digest.
     */
    static UUID spanId(String traceHex, String spanHex) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest((traceHex + spanHex).getBytes(StandardCharsets.US_ASCII));
            ByteBuffer bytes = ByteBuffer.wrap(digest);
            long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
            long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low);
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform has SHA-256.", ex);
        }
    }

    private static long bits(String hex) {
        return new BigInteger(hex, 16).longValue();
    }

    private static long micros(long nanos) {
        return Long.divideUnsigned(nanos, 1000);
    }

    private static Instant time(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    }

    private static @Nullable String type(OtlpSpan span, Attributes attributes) {
        String kind = attributes.text("openinference.span.kind", "traceloop.span.kind");
        if (kind != null) {
            return Json.cleaned(kind.toLowerCase(Locale.ROOT));
        }
        String operation = attributes.text("gen_ai.operation.name");
        if (operation != null) {
            return Json.cleaned(OPERATIONS.getOrDefault(operation, operation));
        }
        boolean http = attributes.text("http.request.method", "http.method") != null;
        return (http && span.kind() == OtlpSpan.SERVER) ? "http" : null;
    }

    private static @Nullable String error(OtlpSpan span) {
        String exception = exception(span.events());
        return switch (span.status().code()) {
            case OtlpSpan.Status.OK -> null;
            case OtlpSpan.Status.ERROR ->
                (exception != null) ? exception : span.status().message().isBlank() ? "error" : span.status().message();
            default -> exception;
        };
    }

    private static @Nullable String exception(List<OtlpSpan.Event> events) {
        for (OtlpSpan.Event event : events) {
            if (event.name().equals("exception")) {
                Attributes attributes = new Attributes(event.attributes());
                String type = attributes.text("exception.type");
                String message = attributes.text("exception.message");
                String stack = attributes.text("exception.stacktrace");
                String head = (type == null) ? String.valueOf(message)
                        : (message == null) ? type : type + ": " + message;
                return (stack != null) ? head + "\n\n" + stack : head;
            }
        }
        return null;
    }

    private static ObjectNode meta(OtlpSpan span, Attributes attributes) {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        text(meta, "service_name", new Attributes(span.resource()).text("service.name"));
        text(meta, "session_id", attributes.text("session.id", "gen_ai.conversation.id", "langfuse.session.id"));
        text(meta, "user_id", attributes.text("user.id", "enduser.id", "langfuse.user.id"));
        text(meta, "model", attributes.text("llm.model_name", "gen_ai.response.model", "gen_ai.request.model",
                "embedding.model_name", "reranker.model_name"));
        number(meta, "input_tokens",
                attributes.number("llm.token_count.prompt", "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"));
        number(meta, "output_tokens", attributes.number("llm.token_count.completion", "gen_ai.usage.output_tokens",
                "gen_ai.usage.completion_tokens"));
        number(meta, "total_tokens", attributes.number("llm.token_count.total", "llm.usage.total_tokens"));
        number(meta, "cost", attributes.number("llm.cost.total", "gen_ai.usage.cost"));
        tags(meta, attributes);
        if (!span.events().isEmpty()) {
            events(meta.putArray("events"), span.events());
        }
        meta.set("attributes", span.attributes());
        meta.set("resource", span.resource());
        meta.putObject("otel").put("span_id", span.spanId()).put("kind", span.kind()).put("scope", span.scope());
        return meta;
    }

    private static void tags(ObjectNode meta, Attributes attributes) {
        JsonNode tags = attributes.value("tag.tags");
        JsonNode list = (tags != null && tags.isString()) ? parsed(tags.stringValue()) : tags;
        if (list != null && list.isArray()) {
            meta.set("tags", list);
        }
    }

    static @Nullable JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        }
        catch (JacksonException ex) {
            return null;
        }
    }

    private static void events(ArrayNode list, List<OtlpSpan.Event> events) {
        for (OtlpSpan.Event event : events) {
            ObjectNode item = list.addObject();
            item.put("name", event.name());
            item.put("time", time(Math.min(LATEST, micros(event.nanos()))).toString());
            item.set("attributes", event.attributes());
        }
    }

    private static void text(ObjectNode meta, String key, @Nullable String value) {
        if (value != null) {
            meta.put(key, value);
        }
    }

    private static void number(ObjectNode meta, String key, @Nullable JsonNode value) {
        if (value != null) {
            meta.set(key, value);
        }
    }

}
