// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads the spans of a trace without their payloads. */
final class SpanOutlines {

    private final Sql sql;

    private final JsonMapper json;

    SpanOutlines(Sql sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    List<SpanOutline> of(UUID traceId) {
        Long no = this.sql.sql("select no from local_trace where id = :id")
            .param("id", traceId)
            .query(Long.class)
            .optional()
            .orElse(null);
        if (no == null) {
            return List.of();
        }
        Map<Long, Long> metrics = new HashMap<>();
        this.sql.sql("select span_no, count(*) as metrics from local_metric where trace_no = :no group by span_no")
            .param("no", no)
            .query((row) -> {
                metrics.put(row.getLong("span_no"), row.getLong("metrics"));
            });
        Map<Long, Double> feedback = new HashMap<>();
        this.sql.sql("select span_no, score from local_feedback where trace_no = :no").param("no", no).query((row) -> {
            feedback.put(row.getLong("span_no"), row.getDouble("score"));
        });
        return this.sql
            .sql("select " + SpanEntry.COLUMNS + " from local_span s where s.trace_no = :no order by s.start_us, s.id")
            .param("no", no)
            .query((row, number) -> SpanEntry.read(row, this.json))
            .list()
            .stream()
            .map((span) -> outline(span, metrics.getOrDefault(span.no(), 0L), feedback.get(span.no())))
            .toList();
    }

    private static SpanOutline outline(SpanEntry span, long metricCount, @Nullable Double feedback) {
        Numbers numbers = span.numbers();
        return new SpanOutline(span.id(), span.parentId(), span.name(), span.type(), Columns.instant(span.startUs()),
                Columns.instantOrNull(span.endUs()), span.error(), span.model(), span.serviceName(),
                numbers.inputTokens(), numbers.outputTokens(), numbers.totalTokens(), numbers.cost(), span.score(),
                feedback, metricCount, span.facts().findingCount(),
                span.facts()
                    .events()
                    .stream()
                    .map((event) -> new SpanOutline.Event(event.name(), event.time()))
                    .toList());
    }

}
