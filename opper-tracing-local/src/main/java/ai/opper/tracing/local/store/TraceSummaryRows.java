// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** Writes the rows of summaries. */
final class TraceSummaryRows {

    private static final String INSERT = """
            insert into local_trace (id, root_id, root_no, root_kind, name, type, start_us, end_us, duration_us, status,
              running_roots, failed_roots, orphans, span_count, error_count, input_tokens, output_tokens, total_tokens,
              cost, score, session_id, user_id, types, bytes, no, received_us)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE = """
            update local_trace set id = ?, root_id = ?, root_no = ?, root_kind = ?, name = ?, type = ?, start_us = ?,
              end_us = ?, duration_us = ?, status = ?, running_roots = ?, failed_roots = ?, orphans = ?, span_count = ?,
              error_count = ?, input_tokens = ?, output_tokens = ?, total_tokens = ?, cost = ?, score = ?,
              session_id = ?, user_id = ?, types = ?, bytes = ? where no = ?""";

    private static final int[] TYPES = { Columns.UUID_TYPE, Columns.UUID_TYPE, Types.BIGINT, Types.SMALLINT,
            Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.BIGINT, Types.BIGINT, Types.SMALLINT, Types.INTEGER,
            Types.INTEGER, Types.INTEGER, Types.INTEGER, Types.INTEGER, Types.BIGINT, Types.BIGINT, Types.BIGINT,
            Types.DOUBLE, Types.INTEGER, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.BIGINT };

    private static final int[] INSERT_TYPES = IntStream.concat(Arrays.stream(TYPES), IntStream.of(Types.BIGINT))
        .toArray();

    private static final String INSERT_DETAIL = """
            insert into local_trace_detail (input_preview, output_preview, error_preview, input_us, output_us, facts,
              trace_no)
            values (?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE_DETAIL = """
            update local_trace_detail set input_preview = ?, output_preview = ?, error_preview = ?, input_us = ?,
              output_us = ?, facts = ? where trace_no = ?""";

    private static final int[] DETAIL_TYPES = { Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.BIGINT,
            Types.VARCHAR, Types.BIGINT };

    private final Sql sql;

    TraceSummaryRows(Sql sql) {
        this.sql = sql;
    }

    void write(Collection<TraceState> states, Set<Long> stored) {
        List<TraceState> known = states.stream().filter((state) -> stored.contains(state.no())).toList();
        List<TraceState> fresh = states.stream().filter((state) -> !stored.contains(state.no())).toList();
        this.sql.batch(INSERT, rows(fresh).stream().map(TraceSummaryRows::received).toList(), INSERT_TYPES);
        this.sql.batch(UPDATE, rows(known), TYPES);
        this.sql.batch(INSERT_DETAIL, details(fresh), DETAIL_TYPES);
        this.sql.batch(UPDATE_DETAIL, details(known), DETAIL_TYPES);
    }

    private static Object[] received(Object[] row) {
        Object[] whole = Arrays.copyOf(row, row.length + 1);
        whole[row.length] = Columns.micros(Clock.systemUTC().instant());
        return whole;
    }

    private static List<Object[]> rows(List<TraceState> states) {
        return states.stream().map(TraceSummaryRows::row).toList();
    }

    private static Object[] row(TraceState state) {
        TraceState.Head head = state.head();
        TraceTotals totals = state.totals();
        Numbers numbers = totals.numbers();
        Long end = totals.endUs();
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(state.id(), head.id(), head.no(), head.kind(),
                head.name(), head.type(), head.startUs(), totals.lastEndUs(), duration(head.startUs(), end),
                totals.status().code(), totals.runningRoots(), totals.failedRoots(), totals.orphans(),
                totals.spanCount(), totals.errorCount()));
        row.addAll(Arrays.asList(numbers.inputTokens(), numbers.outputTokens(), numbers.totalTokens(), numbers.cost(),
                head.score(), state.facts().session(), state.facts().user(), state.facts().writeTypes(), totals.bytes(),
                state.no()));
        return row.toArray();
    }

    private static @Nullable Long duration(long start, @Nullable Long end) {
        return (end != null) ? Long.valueOf(Math.max(0, end - start)) : null;
    }

    // Most spans that are added change the numbers, and nothing else.
    private static List<Object[]> details(List<TraceState> states) {
        List<Object[]> rows = new ArrayList<>();
        for (TraceState state : states) {
            TraceFacts facts = state.facts();
            Object[] row = new @Nullable Object[] { facts.input().preview(), facts.output().preview(), facts.error(),
                    facts.input().startUs(), facts.output().startUs(), facts.write(), state.no() };
            if (state.detailChangesTo(Arrays.asList(row))) {
                rows.add(row);
            }
        }
        return rows;
    }

}
