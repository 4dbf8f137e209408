// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import ai.opper.tracing.span.UuidV7;

/** The metrics of spans in version 2. */
final class V2Metrics {

    private static final Set<String> FIELDS = Fields.names("dimension", "value", "comment");

    private final SpanStore store;

    V2Metrics(SpanStore store) {
        this.store = store;
    }

    Answer all(ReceivedRequest request, UUID spanId) {
        return switch (request.method()) {
            case "GET" -> V2Json.page(request, this.store.get(spanId).metrics().stream().map(V2Json::metric).toList());
            case "POST" -> create(spanId, Fields.read(request.body(), FIELDS));
            default -> throw Refusal.methodNotAllowed(request);
        };
    }

    private Answer create(UUID spanId, Fields fields) {
        StoredMetric metric = new StoredMetric(UuidV7.next(), spanId, fields.requiredText("dimension"),
                fields.requiredNumber("value"), fields.text("comment"), Instant.now());
        this.store.add(metric);
        return Answer.of(200, V2Json.metric(metric));
    }

    Answer one(ReceivedRequest request, UUID spanId, UUID id) {
        StoredMetric metric = this.store.metric(spanId, id);
        switch (request.method()) {
            case "GET" -> {
                return Answer.of(200, V2Json.metric(metric));
            }
            case "PATCH" -> {
                StoredMetric changed = changed(metric, Fields.read(request.body(), FIELDS));
                this.store.replace(metric, changed);
                return Answer.of(200, V2Json.metric(changed));
            }
            case "DELETE" -> {
                this.store.replace(metric, null);
                return Answer.empty(204);
            }
            default -> throw Refusal.methodNotAllowed(request);
        }
    }

    private static StoredMetric changed(StoredMetric metric, Fields fields) {
        String comment = fields.text("comment");
        return new StoredMetric(metric.id(), metric.spanId(),
                fields.has("dimension") ? fields.requiredText("dimension") : metric.dimension(),
                fields.has("value") ? fields.requiredNumber("value") : metric.value(),
                (comment != null) ? comment : metric.comment(), metric.createdAt());
    }

}
