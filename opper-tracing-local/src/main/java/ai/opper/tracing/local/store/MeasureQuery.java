// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.opper.tracing.local.store.MeasureStore.Grouping;
import ai.opper.tracing.local.store.MeasureStore.Measured;
import ai.opper.tracing.local.store.MeasureStore.Value;
import ai.opper.tracing.local.store.MeasureStore.ValueOrder;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;

/** Measurements as queries over metrics, feedback and scores. */
final class MeasureQuery {

    static final Grouping EVERYTHING = new Grouping(Grouping.By.NOTHING, null);

    private static final String METRICS = """
            select m.id, m.dimension, m.measured, m.remark, m.created_us, m.at_us, m.span_no from local_metric m""";

    private static final String FEEDBACK = """
            select s.id, 'feedback' as dimension, f.score as measured, f.remark, f.created_us, s.start_us as at_us,
              f.span_no
            from local_feedback f join local_span s on s.no = f.span_no""";

    private static final String SCORES = """
            select s.id, 'score' as dimension, cast(s.score as double precision) as measured, cast(null as varchar) as remark,
              s.start_us as created_us, s.start_us as at_us, s.no as span_no
            from local_span s where s.score is not null""";

    private final Sql sql;

    private final Measured about;

    private final List<String> conditions = new ArrayList<>();

    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();

    MeasureQuery(Sql sql, Measured about) {
        this.sql = sql;
        this.about = about;
        if (about.from() != null) {
            add("v.at_us >= :from", "from", Columns.micros(about.from()));
        }
        if (about.to() != null) {
            add("v.at_us < :to", "to", Columns.micros(about.to()));
        }
        if (!about.spanNames().isEmpty()) {
            add("s.name in (:names)", "names", about.spanNames());
        }
        if (!about.services().isEmpty()) {
            add("s.service_name in (:services)", "services", about.services());
        }
        if (!about.tags().isEmpty()) {
            tags(about.tags());
        }
    }

    private void tags(List<String> tags) {
        TraceConditions traces = TraceConditions.tagged(this.sql, tags);
        this.conditions.add(traces.where().replaceFirst(" where ", ""));
        this.parameters.putAll(traces.parameters());
    }

    void each(Grouping group, RowCallbackHandler handler) {
        boolean tagged = group.by() == Grouping.By.TAG;
        this.sql
            .sql("""
                    select v.dimension, v.measured, v.at_us, s.name as span_name, s.service_name, s.model%s from (%s) v
                    join local_span s on s.no = v.span_no%s%s%s""".formatted(tagged ? ", d.facts" : "", source(),
                    this.about.tags().isEmpty() ? "" : " join local_trace t on t.no = s.trace_no",
                    tagged ? " join local_trace_detail d on d.trace_no = s.trace_no" : "", where()))
            .params(this.parameters)
            .query(handler);
    }

    @Nullable Long latest() {
        List<Long> times = this.sql
            .sql("""
                    select v.at_us from (%s) v join local_span s on s.no = v.span_no
                    join local_trace t on t.no = s.trace_no""".formatted(source()) + where()
                    + " order by v.at_us desc fetch first 1 rows only")
            .params(this.parameters)
            .query(Long.class)
            .list();
        return times.isEmpty() ? null : times.get(0);
    }

    List<Value> values(@Nullable Double min, @Nullable Double max, ValueOrder order, Slice slice) {
        if (min != null) {
            add("v.measured >= :min", "min", min);
        }
        if (max != null) {
            add("v.measured <= :max", "max", max);
        }
        String sorted = switch (order) {
            case LATEST -> "v.at_us desc, v.id";
            case SMALLEST -> "v.measured, v.id";
            case LARGEST -> "v.measured desc, v.id";
        };
        return this.sql.sql("""
                select v.id, v.measured, v.remark, v.created_us, s.id as span_id, s.name as span_name,
                  t.id as trace_id, t.name as trace_name, d.input_preview
                from (%s) v join local_span s on s.no = v.span_no join local_trace t on t.no = s.trace_no
                join local_trace_detail d on d.trace_no = t.no%s order by %s
                offset :offset rows fetch next :limit rows only""".formatted(source(), where(), sorted))
            .params(this.parameters)
            .param("offset", slice.offset())
            .param("limit", slice.limit())
            .query((row, number) -> new Value(Columns.uuid(row, "id"), row.getDouble("measured"),
                    row.getString("remark"), Columns.instant(row, "created_us"), Columns.uuid(row, "span_id"),
                    row.getString("span_name"), Columns.uuid(row, "trace_id"), row.getString("trace_name"),
                    row.getString("input_preview")))
            .list();
    }

    private String source() {
        String dimension = this.about.dimension();
        if (dimension == null) {
            return METRICS + " union all " + FEEDBACK + " union all " + SCORES;
        }
        this.parameters.put("dimension", dimension);
        String metrics = METRICS + " where m.dimension = :dimension";
        return switch (dimension) {
            case MeasureStore.FEEDBACK -> metrics + " union all " + FEEDBACK;
            case MeasureStore.SCORE -> metrics + " union all " + SCORES;
            default -> metrics;
        };
    }

    private String where() {
        return this.conditions.isEmpty() ? "" : " where " + String.join(" and ", this.conditions);
    }

    private void add(String condition, String parameter, Object value) {
        this.conditions.add(condition);
        this.parameters.put(parameter, value);
    }

}
