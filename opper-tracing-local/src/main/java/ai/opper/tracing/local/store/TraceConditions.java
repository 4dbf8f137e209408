// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What a list of traces is narrowed to; values reach the database as parameters only. */
final class TraceConditions {

    private static final String RUNNING_ROOT = "exists (select 1 from span s where s.trace_id = t.id "
            + "and s.parent_id is null and s.end_time is null)";

    private static final String FAILED_ROOT = "exists (select 1 from span s where s.trace_id = t.id "
            + "and s.parent_id is null and s.error_preview is not null)";

    private final List<String> conditions = new ArrayList<>();

    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();

    private TraceConditions() {
    }

    static TraceConditions named(@Nullable String name) {
        TraceConditions made = new TraceConditions();
        if (name != null) {
            made.add("lower(t.name) like :name escape '!'", "name", pattern(name));
        }
        return made;
    }

    static TraceConditions of(TraceQuery query) {
        TraceConditions made = new TraceConditions();
        if (query.text() != null) {
            made.add("""
                    exists (select 1 from span s where s.trace_id = t.id and (lower(s.name) like :text escape '!'
                      or lower(s.type) like :text escape '!' or lower(s.input) like :text escape '!'
                      or lower(s.output) like :text escape '!' or lower(s.error) like :text escape '!'
                      or lower(s.meta) like :text escape '!'))""", "text", pattern(query.text()));
        }
        if (query.status() != null) {
            made.conditions.add(statusCondition(query.status()));
        }
        TraceQuery.Position before = query.before();
        if (before != null) {
            made.add("t.start_time <= :beforeTime", "beforeTime", Columns.time(before.startTime()));
            made.add("(t.start_time < :beforeTime or t.id < :beforeId)", "beforeId", before.id());
        }
        return made;
    }

    String where() {
        return this.conditions.isEmpty() ? "" : "where " + String.join(" and ", this.conditions);
    }

    StatementSpec bind(StatementSpec statement) {
        return statement.params(this.parameters);
    }

    private void add(String condition, String parameter, @Nullable Object value) {
        this.conditions.add(condition);
        this.parameters.put(parameter, value);
    }

    private static String statusCondition(TraceStatus status) {
        return switch (status) {
            case RUNNING -> RUNNING_ROOT;
            case ERROR -> "not " + RUNNING_ROOT + " and " + FAILED_ROOT;
            case OK -> "not " + RUNNING_ROOT + " and not " + FAILED_ROOT;
        };
    }

    private static String pattern(String text) {
        String literal = text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }

}
