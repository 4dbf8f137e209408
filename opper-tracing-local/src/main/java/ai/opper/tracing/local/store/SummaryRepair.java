// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.List;
import java.util.UUID;

/**
 * Sums those traces up whose last spans were stored by a process that ended before it
 * wrote their summaries.
 */
final class SummaryRepair implements Change<Integer> {

    // A backlog, the group that filled it, and what a sequence leaves out at such an end.
    private static final int LATEST_SPANS = 2 * SummaryBacklog.MOST_SPANS;

    private final Sql sql;

    SummaryRepair(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Integer apply(Group group) {
        List<Stale> traces = this.sql.sql("""
                select t.no, t.id from local_trace t
                where t.no in (select s.trace_no from local_span s where s.no > ?)
                  and t.span_count <> (select count(*) from local_span s where s.trace_no = t.no)""")
            .param(lastSpan() - LATEST_SPANS)
            .query((row, number) -> new Stale(row.getLong("no"), Columns.uuid(row, "id")))
            .list();
        traces.forEach((trace) -> group.touch(trace.no(), trace.id()).removed());
        return traces.size();
    }

    private long lastSpan() {
        return this.sql.sql("select coalesce(max(no), 0) from local_span").query(Long.class).single();
    }

    private record Stale(long no, UUID id) {
    }

}
