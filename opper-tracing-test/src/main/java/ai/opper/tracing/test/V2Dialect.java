// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import ai.opper.tracing.span.UuidV7;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Version 2: span ids come from the client, responses are not wrapped, metrics are their
 * own resource.
 */
final class V2Dialect implements Dialect {

    private static final String SPANS = "/v2/spans";

    private static final String TRACES = "/v2/traces";

    private static final Set<String> UPDATE_FIELDS = Fields.names("name", "start_time", "end_time", "type", "input",
            "output", "error", "meta", "score");

    private static final Set<String> CREATE_FIELDS = Fields.names("id", "trace_id", "parent_id", "name", "start_time",
            "end_time", "type", "input", "output", "error", "meta", "score");

    private final SpanStore store;

    private final V2Metrics metrics;

    private final V2Judgements judgements;

    private final V2Traces traces;

    V2Dialect(SpanStore store) {
        this.store = store;
        this.metrics = new V2Metrics(store);
        this.judgements = new V2Judgements(store);
        this.traces = new V2Traces(store);
    }

    @Override
    public boolean speaks(String path) {
        return path.startsWith("/v2/");
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
        if (steps.length == 2) {
            return part(request, Fields.uuid("id", steps[0]), steps[1]);
        }
        if (steps.length == 3 && steps[1].equals("metrics")) {
            return this.metrics.one(request, Fields.uuid("id", steps[0]), Fields.uuid("id", steps[2]));
        }
        throw Refusal.unknown("resource", path);
    }

    private Answer part(ReceivedRequest request, UUID id, String name) {
        return switch (name) {
            case "metrics" -> this.metrics.all(request, id);
            case "feedback" -> this.judgements.feedback(request, id);
            case "save_examples" -> this.judgements.saveExamples(request, id);
            default -> throw Refusal.unknown("resource", request.path());
        };
    }

    @Override
    public Answer refuse(Refusal refusal) {
        return Answer.of(refusal.status(),
                Json.object()
                    .put("type", refusal.type())
                    .put("message", refusal.message())
                    .put("detail", refusal.detail()));
    }

    private Answer collection(ReceivedRequest request) {
        if (!request.method().equals("POST")) {
            throw Refusal.methodNotAllowed(request);
        }
        StoredSpan span = created(Fields.read(request.body(), CREATE_FIELDS));
        this.store.add(span);
        return Answer.of(200, V2Json.span(span));
    }

    private Answer span(ReceivedRequest request, UUID id) {
        return switch (request.method()) {
            case "GET" -> Answer.of(200, V2Json.span(this.store.get(id)).set("feedback", this.judgements.of(id)));
            case "PATCH" -> update(id, Fields.read(request.body(), UPDATE_FIELDS));
            case "DELETE" -> delete(id);
            default -> throw Refusal.methodNotAllowed(request);
        };
    }

    private StoredSpan created(Fields fields) {
        UUID id = fields.uuid("id");
        UUID parentId = fields.uuid("parent_id");
        return new StoredSpan((id != null) ? id : UuidV7.next(), this.store.traceId(fields.uuid("trace_id"), parentId),
                parentId, fields.requiredText("name"), fields.text("type"), fields.time("start_time"),
                fields.time("end_time"), fields.anyAsText("input"), fields.anyAsText("output"), fields.text("error"),
                Objects.requireNonNullElse(fields.object("meta"), MissingNode.getInstance()), MissingNode.getInstance(),
                fields.integer("score"), List.of());
    }

    private Answer update(UUID id, Fields fields) {
        StoredSpan updated = updated(this.store.get(id), fields);
        this.store.replace(updated);
        return Answer.of(200, V2Json.span(updated));
    }

    // Whether the service merges meta is unknown: replacing it finds the client that
    // relies on a merge.
    private static StoredSpan updated(StoredSpan span, Fields fields) {
        return new StoredSpan(span.id(), span.traceId(), span.parentId(),
                fields.has("name") ? fields.requiredText("name") : span.name(),
                either(fields.text("type"), span.type()), either(fields.time("start_time"), span.startTime()),
                either(fields.time("end_time"), span.endTime()), either(fields.text("input"), span.input()),
                either(fields.text("output"), span.output()), either(fields.text("error"), span.error()),
                Objects.<JsonNode>requireNonNullElse(fields.object("meta"), span.meta()), span.tags(),
                either(fields.integer("score"), span.score()), span.metrics());
    }

    private static <T> @Nullable T either(@Nullable T given, @Nullable T stored) {
        return (given != null) ? given : stored;
    }

    private Answer delete(UUID id) {
        this.store.remove(id);
        return Answer.empty(204);
    }

}
