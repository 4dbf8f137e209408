// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.local.http.Fields;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.DuplicateException;
import ai.opper.tracing.local.store.Feedback;
import ai.opper.tracing.local.store.Ids;
import ai.opper.tracing.local.store.Metric;
import ai.opper.tracing.local.store.Span;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A trace with all that belongs to it, as a JSON document that can be read again. */
final class TraceFile {

    private static final String FORMAT = "local-opper/1";

    private static final Set<String> DOCUMENT = Set.of("format", "trace_id", "spans");

    private static final Set<String> SPAN = Set.of("id", "parent_id", "name", "type", "start_time", "end_time", "input",
            "output", "error", "meta", "score", "feedback", "metrics");

    private static final Set<String> METRIC = Set.of("dimension", "value", "comment", "created_at");

    private static final Set<String> FEEDBACK = Set.of("score", "comment");

    private final Database database;

    TraceFile(Database database) {
        this.database = database;
    }

    TraceDocument write(UUID traceId) {
        Map<UUID, List<Metric>> metrics = this.database.metrics().ofTrace(traceId);
        Map<UUID, Feedback> feedback = this.database.feedback().ofTrace(traceId);
        List<SpanDocument> spans = this.database.spans()
            .ofTrace(traceId)
            .stream()
            .map((span) -> SpanDocument.of(span, metrics.getOrDefault(span.id(), List.of()), feedback.get(span.id())))
            .toList();
        return new TraceDocument(FORMAT, traceId, spans);
    }

    CompletionStage<Imported> read(ObjectNode document) {
        Fields fields = new Fields(document, DOCUMENT);
        UUID traceId = fields.uuid("trace_id");
        if (!FORMAT.equals(document.path("format").asString("")) || traceId == null
                || !document.path("spans").isArray()) {
            fields.refuse("format", "must be %s, with trace_id and spans".formatted(FORMAT));
        }
        fields.check();
        List<SpanDocument> spans = new ArrayList<>();
        document.path("spans").forEach((span) -> spans.add(span(span)));
        List<CompletableFuture<Boolean>> stored = spans.stream()
            .map((span) -> store(span, (traceId != null) ? traceId : Ids.next()))
            .toList();
        return CompletableFuture.allOf(stored.toArray(CompletableFuture<?>[]::new)).thenApply((done) -> {
            long fresh = stored.stream().filter(CompletableFuture::join).count();
            return new Imported(fresh, stored.size() - fresh, (traceId != null) ? List.of(traceId) : List.of());
        });
    }

    private CompletableFuture<Boolean> store(SpanDocument document, UUID traceId) {
        CompletableFuture<Boolean> span = ifNew(this.database.spans().take(document.span(traceId)));
        List<CompletableFuture<Boolean>> more = new ArrayList<>();
        document.metrics()
            .forEach((metric) -> more.add(ifNew(this.database.metrics()
                .create(new Metric(Ids.next(), document.id(), metric.dimension(), metric.value(), metric.comment(),
                        metric.createdAt())))));
        if (document.feedback() != null) {
            more.add(ifNew(this.database.feedback().give(document.id(), document.feedback())));
        }
        return CompletableFuture.allOf(more.toArray(CompletableFuture<?>[]::new))
            .thenCombine(span, (done, fresh) -> fresh);
    }

    private static CompletableFuture<Boolean> ifNew(CompletableFuture<?> change) {
        return change.handle((done, failure) -> {
            Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
            if (cause instanceof DuplicateException) {
                return false;
            }
            if (cause != null) {
                throw new CompletionException(cause);
            }
            return true;
        });
    }

    private static SpanDocument span(JsonNode node) {
        Fields fields = fields(node, "spans", SPAN);
        UUID id = fields.uuid("id");
        if (id == null) {
            fields.refuse("id", "is required");
        }
        Instant start = fields.time("start_time");
        if (start == null) {
            fields.refuse("start_time", "is required");
        }
        SpanDocument span = new SpanDocument((id != null) ? id : Ids.next(), fields.uuid("parent_id"),
                fields.requiredText("name"), fields.text("type"), (start != null) ? start : Instant.EPOCH,
                fields.time("end_time"), fields.text("input"), fields.text("output"), fields.text("error"),
                fields.object("meta"), fields.integer("score"), feedback(node.path("feedback")),
                metrics(node.path("metrics")));
        fields.check();
        return span;
    }

    private static @Nullable Feedback feedback(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        Fields fields = fields(node, "feedback", FEEDBACK);
        Feedback feedback = new Feedback(fields.requiredNumber("score"), fields.text("comment"));
        fields.check();
        return feedback;
    }

    private static List<MetricDocument> metrics(JsonNode list) {
        List<MetricDocument> metrics = new ArrayList<>();
        for (JsonNode node : list) {
            Fields fields = fields(node, "metrics", METRIC);
            Instant created = fields.time("created_at");
            metrics.add(new MetricDocument(fields.requiredText("dimension"), fields.requiredNumber("value"),
                    fields.text("comment"), (created != null) ? created : Instant.EPOCH));
            fields.check();
        }
        return metrics;
    }

    private static Fields fields(JsonNode node, String name, Set<String> known) {
        if (node instanceof ObjectNode object) {
            return new Fields(object, known);
        }
        throw Filters.invalid(name, "must be objects");
    }

    /**
     * What came of a document.
     *
     * @param imported how many spans are new
     * @param known how many were there before
     * @param traces the traces, as far as they are told
     */
    record Imported(long imported, long known, List<UUID> traces) {
    }

    record TraceDocument(String format, UUID traceId, List<SpanDocument> spans) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SpanDocument(UUID id, @Nullable UUID parentId, String name, @Nullable String type, Instant startTime,
            @Nullable Instant endTime, @Nullable String input, @Nullable String output, @Nullable String error,
            @Nullable ObjectNode meta, @Nullable Integer score, @Nullable Feedback feedback,
            List<MetricDocument> metrics) {

        static SpanDocument of(Span span, List<Metric> metrics, @Nullable Feedback feedback) {
            return new SpanDocument(span.id(), span.parentId(), span.name(), span.type(), span.startTime(),
                    span.endTime(), span.input(), span.output(), span.error(), span.meta(), span.score(), feedback,
                    metrics.stream()
                        .map((metric) -> new MetricDocument(metric.dimension(), metric.value(), metric.comment(),
                                metric.createdAt()))
                        .toList());
        }

        Span span(UUID traceId) {
            return new Span(this.id, traceId, this.parentId, this.name, this.type, this.startTime, this.endTime,
                    this.input, this.output, this.error, this.meta, this.score);
        }

    }

    record MetricDocument(String dimension, double value, @Nullable String comment, Instant createdAt) {
    }

}
