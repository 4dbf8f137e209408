// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.UuidV7;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Version 3: the API makes the span ids, answers are wrapped in {@code data}, a change
 * may only say what a span learns at its end, and metrics are events.
 */
final class V3Dialect implements Dialect {

    private static final String SPANS = "/v3/spans";

    private static final String TRACES = "/v3/traces";

    private static final Set<String> UPDATE_FIELDS = Fields.names("output", "error", "end_time", "meta", "metadata",
            "tags");

    private static final Set<String> CREATE_FIELDS = Fields.names("name", "trace_id", "parent_id", "type", "input",
            "output", "error", "start_time", "end_time", "meta", "metadata", "tags");

    private static final Set<String> EVENT_FIELDS = Fields.names("kind", "source", "data");

    private static final Set<String> EVENT_KINDS = Fields.names("guardrail", "feedback", "evaluation");

    private final SpanStore store;

    private final V3Traces traces;

    V3Dialect(SpanStore store) {
        this.store = store;
        this.traces = new V3Traces(store);
    }

    @Override
    public boolean speaks(String path) {
        return path.startsWith("/v3/");
    }

    @Override
    public Answer refuse(Refusal refusal) {
        JsonNode error = Json.object()
            .put("code", refusal.type())
            .put("message", refusal.message())
            .put("details", refusal.detail());
        return Answer.of(refusal.status(), Json.object().set("error", error));
    }

    @Override
    public Answer answer(ReceivedRequest request) {
        String path = request.path();
        if (path.equals(SPANS)) {
            return collection(request);
        }
        if (path.equals(TRACES) || path.startsWith(TRACES + "/")) {
            return this.traces.answer(request, path.substring(TRACES.length()));
        }
        String[] steps = path.startsWith(SPANS + "/") ? path.substring(SPANS.length() + 1).split("/", -1)
                : new String[0];
        if (steps.length == 1) {
            return span(request, Fields.uuid("id", steps[0]));
        }
        if (steps.length == 2 && steps[1].equals("events")) {
            return events(request, Fields.uuid("id", steps[0]));
        }
        throw Refusal.unknown("resource", path);
    }

    private Answer collection(ReceivedRequest request) {
        if (!request.method().equals("POST")) {
            throw Refusal.methodNotAllowed(request);
        }
        StoredSpan span = created(Fields.read(request.body(), CREATE_FIELDS));
        this.store.add(span);
        return V3Json.data(V3Json.created(span));
    }

    private StoredSpan created(Fields fields) {
        UUID parentId = fields.uuid("parent_id");
        fields.object("metadata");
        return new StoredSpan(UuidV7.next(), this.store.traceId(fields.uuid("trace_id"), parentId), parentId,
                fields.requiredText("name"), fields.text("type"), fields.time("start_time"), fields.time("end_time"),
                fields.text("input"), fields.text("output"), fields.text("error"),
                object(fields, "meta", MissingNode.getInstance()), object(fields, "tags", MissingNode.getInstance()),
                null, List.of());
    }

    private Answer span(ReceivedRequest request, UUID id) {
        switch (request.method()) {
            case "GET" -> {
                return V3Json.data(V3Json.span(this.store.get(id)));
            }
            case "PATCH" -> this.store.replace(updated(this.store.get(id), Fields.read(request.body(), UPDATE_FIELDS)));
            case "DELETE" -> this.store.remove(id);
            default -> throw Refusal.methodNotAllowed(request);
        }
        return Answer.empty(204);
    }

    // Whether the service merges meta is unknown: replacing it finds the client that
    // relies on a merge.
    private static StoredSpan updated(StoredSpan span, Fields fields) {
        fields.object("metadata");
        return new StoredSpan(span.id(), span.traceId(), span.parentId(), span.name(), span.type(), span.startTime(),
                either(fields.time("end_time"), span.endTime()), span.input(),
                either(fields.text("output"), span.output()), either(fields.text("error"), span.error()),
                object(fields, "meta", span.meta()), object(fields, "tags", span.tags()), null, span.metrics());
    }

    private static <T> @Nullable T either(@Nullable T given, @Nullable T stored) {
        return (given != null) ? given : stored;
    }

    private static JsonNode object(Fields fields, String name, JsonNode otherwise) {
        return Objects.<JsonNode>requireNonNullElse(fields.object(name), otherwise);
    }

    private Answer events(ReceivedRequest request, UUID spanId) {
        UUID traceId = this.store.get(spanId).traceId();
        return switch (request.method()) {
            case "GET" -> V3Json.list(this.store.eventsOf(traceId)
                .stream()
                .filter((event) -> event.spanId().equals(spanId))
                .map(V3Json::event)
                .toList());
            case "POST" -> createEvent(spanId, Fields.read(request.body(), EVENT_FIELDS));
            default -> throw Refusal.methodNotAllowed(request);
        };
    }

    private Answer createEvent(UUID spanId, Fields fields) {
        String kind = fields.requiredText("kind");
        if (!EVENT_KINDS.contains(kind)) {
            throw Refusal.unprocessable("kind", "must be one of " + EVENT_KINDS);
        }
        StoredEvent event = new StoredEvent(UuidV7.next(), spanId, kind, fields.text("source"),
                object(fields, "data", MissingNode.getInstance()), Instant.now());
        this.store.add(event);
        return V3Json.data(V3Json.event(event));
    }

}
