// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.Feedback;
import ai.opper.tracing.local.store.Metric;
import ai.opper.tracing.local.store.Slice;
import ai.opper.tracing.local.store.Span;
import ai.opper.tracing.local.store.SpanUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;

/** {@code /local/api/spans}: one span with everything, and what people think of it. */
final class SpanCalls {

    private static final int MAX_PAYLOAD = 10_000_000;

    private static final int MOST_METRICS = 1000;

    private final Database database;

    SpanCalls(Database database) {
        this.database = database;
    }

    void addTo(Described api) {
        api.get("/spans/{span_id}", "A span with its payloads", this::get)
            .query("payload", "characters of input and output at most; 200000")
            .answers(SpanDetail.class);
        for (String part : List.of("input", "output", "error")) {
            api.get("/spans/{span_id}/" + part, "The whole %s of a span".formatted(part), (call) -> whole(call, part))
                .answers("text/plain");
        }
        api.change(HttpMethod.PUT, "/spans/{span_id}/feedback", "Gives feedback in place of any before", this::judge)
            .body(FeedbackBody.class)
            .answers(FeedbackAnswer.class);
        api.change(HttpMethod.DELETE, "/spans/{span_id}/feedback", "Takes feedback back",
                (call) -> this.database.feedback().takeBack(call.id("span_id")).thenApply((id) -> Answer.noContent()))
            .answers(204, null);
    }

    private Answer get(Call call) {
        Span span = this.database.spans().get(call.id("span_id"));
        int most = call.query("payload", 200_000, 1, MAX_PAYLOAD);
        ObjectNode meta = span.meta();
        SpanUse use = SpanUse.of(span);
        List<Metric> metrics = this.database.metrics().list(span.id(), new Slice(0, MOST_METRICS)).items();
        return Answer.ok(new SpanDetail(span.id(), span.traceId(), span.parentId(), span.name(), span.type(),
                span.startTime(), span.endTime(), Payload.of(span.input(), most), Payload.of(span.output(), most),
                Payload.of(span.error(), most), meta, use.tags(), use.service(), use.session(), use.user(), use.model(),
                use.inputTokens(), use.outputTokens(), use.totalTokens(), use.cost(), span.score(),
                this.database.feedback().find(span.id()).map(FeedbackAnswer::of).orElse(null),
                metrics.stream().map(MetricLine::of).toList(), list(meta, "findings"), list(meta, "events"),
                datasets(span.id()), (meta != null) ? meta.get("attributes") : null));
    }

    private List<DatasetUse> datasets(UUID spanId) {
        Map<UUID, String> names = new LinkedHashMap<>();
        this.database.datasets().list().forEach((dataset) -> names.put(dataset.id(), dataset.name()));
        return this.database.datasets()
            .ofSpan(spanId)
            .stream()
            .map((entry) -> new DatasetUse(entry.datasetId(), names.getOrDefault(entry.datasetId(), ""), entry.id()))
            .toList();
    }

    private static List<JsonNode> list(@Nullable ObjectNode meta, String key) {
        List<JsonNode> items = new ArrayList<>();
        if (meta != null && meta.path(key).isArray()) {
            meta.path(key).forEach(items::add);
        }
        return items;
    }

    private Answer whole(Call call, String part) {
        Span span = this.database.spans().get(call.id("span_id"));
        String text = switch (part) {
            case "input" -> span.input();
            case "output" -> span.output();
            default -> span.error();
        };
        return Answer.file(part + ".txt", "text/plain; charset=utf-8", (text != null) ? text : "");
    }

    private CompletionStage<Answer> judge(Call call) {
        JsonNode score = call.object().path("score");
        JsonNode comment = call.object().path("comment");
        boolean range = score.isNumber() && score.doubleValue() >= 0 && score.doubleValue() <= 1;
        if (!range) {
            throw Filters.invalid("score", "must be a number from 0 to 1");
        }
        if (!comment.isString() && !comment.isNull() && !comment.isMissingNode()) {
            throw Filters.invalid("comment", "must be a string or null");
        }
        Feedback feedback = new Feedback(score.doubleValue(), comment.isString() ? comment.stringValue() : null);
        return this.database.feedback()
            .give(call.id("span_id"), feedback)
            .thenApply((given) -> Answer.ok(FeedbackAnswer.of(given)));
    }

    record SpanDetail(UUID id, UUID traceId, @Nullable UUID parentId, String name, @Nullable String type,
            Instant startTime, @Nullable Instant endTime, @Nullable Payload input, @Nullable Payload output,
            @Nullable Payload error, @Nullable ObjectNode meta, Map<String, String> tags, @Nullable String service,
            @Nullable String session, @Nullable String user, @Nullable String model, @Nullable Long inputTokens,
            @Nullable Long outputTokens, @Nullable Long totalTokens, @Nullable Double cost, @Nullable Integer score,
            @Nullable FeedbackAnswer feedback, List<MetricLine> metrics, List<JsonNode> findings, List<JsonNode> events,
            List<DatasetUse> datasets, @Nullable JsonNode attributes) {
    }

    record Payload(String text, int bytes, boolean cut) {

        static @Nullable Payload of(@Nullable String text, int most) {
            if (text == null) {
                return null;
            }
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (text.length() <= most) {
                return new Payload(text, bytes, false);
            }
            int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
            return new Payload(text.substring(0, end), bytes, true);
        }

    }

    record MetricLine(UUID id, String dimension, double value, @Nullable String comment, Instant createdAt) {

        static MetricLine of(Metric metric) {
            return new MetricLine(metric.id(), metric.dimension(), metric.value(), metric.comment(),
                    metric.createdAt());
        }

    }

    record DatasetUse(UUID id, String name, UUID entryId) {
    }

    record FeedbackBody(double score, @Nullable String comment) {
    }

    record FeedbackAnswer(double score, @Nullable String comment) {

        static FeedbackAnswer of(Feedback feedback) {
            return new FeedbackAnswer(feedback.score(), feedback.comment());
        }

    }

}
