// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.opper.tracing.local.store.TraceFilter.Between;
import ai.opper.tracing.local.store.TraceFilter.Judgement;
import ai.opper.tracing.local.store.TraceFilter.MetricCondition;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * A filter as conditions on {@code local_trace t}; values reach the database as
 * parameters only.
 */
final class TraceConditions {

    // Up to so many hits, looking them up is cheaper than asking of each trace whether it
    // is one; beyond, a page fills before many traces were asked.
    private static final int FEW = 2000;

    private final List<String> conditions = new ArrayList<>();

    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();

    private final Sql sql;

    private TraceConditions(Sql sql) {
        this.sql = sql;
    }

    static TraceConditions named(Sql sql, @Nullable String name) {
        TraceConditions made = new TraceConditions(sql);
        if (name != null) {
            made.add("lower(t.name) like %s escape '!'", Likes.contains(name));
        }
        return made;
    }

    static TraceConditions tagged(Sql sql, List<String> tags) {
        TraceConditions made = new TraceConditions(sql);
        made.tags(tags);
        return made;
    }

    static TraceConditions of(TraceFilter filter, Sql sql) {
        TraceConditions made = new TraceConditions(sql);
        if (!filter.ids().isEmpty()) {
            made.add("t.id in (%s)", filter.ids());
        }
        if (!filter.statuses().isEmpty()) {
            made.add("t.status in (%s)", filter.statuses().stream().map(TraceStatus::code).toList());
        }
        if (!filter.sessions().isEmpty()) {
            made.add("t.session_id in (%s)", filter.sessions());
        }
        made.time(filter);
        made.range("t.duration_us", filter.durationUs());
        made.range("t.cost", filter.cost());
        made.range("t.total_tokens", filter.tokens());
        made.labels(filter);
        filter.metrics().forEach(made::metric);
        made.feedback(filter.feedback());
        if (filter.text() != null) {
            Words.sought(filter.text()).forEach(made::word);
        }
        return made;
    }

    void add(String condition, @Nullable Object value) {
        this.conditions.add(condition.replace("%s", ":" + parameter(value)));
    }

    private String parameter(@Nullable Object value) {
        String name = "c" + this.parameters.size();
        this.parameters.put(name, value);
        return name;
    }

    String where() {
        return this.conditions.isEmpty() ? "" : " where " + String.join(" and ", this.conditions);
    }

    /** The same conditions behind others. */
    String and() {
        return this.conditions.isEmpty() ? "" : " and " + String.join(" and ", this.conditions);
    }

    Map<String, @Nullable Object> parameters() {
        return this.parameters;
    }

    boolean isEmpty() {
        return this.conditions.isEmpty();
    }

    StatementSpec statement(String statement) {
        return this.sql.sql(statement).params(this.parameters);
    }

    private void time(TraceFilter filter) {
        if (filter.from() != null) {
            add("t.start_us >= %s", Columns.micros(filter.from()));
        }
        if (filter.to() != null) {
            add("t.start_us < %s", Columns.micros(filter.to()));
        }
    }

    private void range(String column, Between between) {
        if (between.min() != null) {
            add(column + " >= %s", between.min());
        }
        if (between.max() != null) {
            add(column + " <= %s", between.max());
        }
    }

    private void labels(TraceFilter filter) {
        label(Label.Kind.NAME, filter.names());
        label(Label.Kind.SPAN_NAME, filter.spanNames());
        label(Label.Kind.TYPE, filter.types());
        label(Label.Kind.MODEL, filter.models());
        label(Label.Kind.SERVICE, filter.services());
        label(Label.Kind.USER, filter.users());
        tags(filter.tags());
    }

    private void tags(List<String> tags) {
        for (String tag : tags) {
            if (tag.contains(":")) {
                label(Label.Kind.TAG, List.of(tag));
            }
            else {
                // From "key:" up to what comes next: a colon's successor is a semicolon.
                labels(Label.Kind.TAG, "l.label >= %s and l.label < %s", Facts.cut(tag) + ":", Facts.cut(tag) + ";");
            }
        }
    }

    private void label(Label.Kind kind, List<String> values) {
        if (!values.isEmpty()) {
            labels(kind, "l.label in (%s)", values.stream().map(Facts::cut).toList());
        }
    }

    private void labels(Label.Kind kind, String matches, Object... values) {
        String where = "l.kind = '%s' and ".formatted(kind.letter()) + matches;
        for (Object value : values) {
            where = where.replaceFirst("%s", ":" + parameter(value));
        }
        List<Long> few = new TraceLabels(this.sql).few(where, this.parameters, FEW);
        if (few != null) {
            add("t.no in (%s)", few.isEmpty() ? List.of(-1L) : few);
        }
        else {
            this.conditions.add("exists (select 1 from local_label l where %s and l.block = t.no / 64 and %s)"
                .formatted(where, this.sql.dialect().hasBit("l.bits", "t.no % 64")));
        }
    }

    private void metric(MetricCondition metric) {
        String matches = "m.dimension = :%s and m.measured %s :%s".formatted(parameter(metric.dimension()),
                metric.operator().sign(), parameter(metric.value()));
        long hits = this.sql
            .sql("select count(*) from (select 1 from local_metric m where %s fetch first %d rows only) few"
                .formatted(matches, FEW + 1))
            .params(this.parameters)
            .query(Long.class)
            .single();
        String condition = (hits > FEW) ? "exists (select 1 from local_metric m where m.trace_no = t.no and %s)"
                : "t.no in (select m.trace_no from local_metric m where %s)";
        this.conditions.add(condition.formatted(matches));
    }

    private void feedback(@Nullable Judgement judgement) {
        if (judgement == null) {
            return;
        }
        String score = switch (judgement) {
            case UP -> "where f.score >= 0.5";
            case DOWN -> "where f.score < 0.5";
            case ANY -> "";
        };
        this.conditions.add("t.no in (select f.trace_no from local_feedback f %s)".formatted(score));
    }

    private void word(String word) {
        add("exists (select 1 from local_trace_words w where w.trace_no = t.no and "
                + this.sql.dialect().wordsBegin("%s") + ")", this.sql.dialect().wordPattern(word));
    }

}
