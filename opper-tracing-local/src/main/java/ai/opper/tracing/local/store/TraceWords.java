// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.opper.tracing.local.store.Group.Touched;
import org.jspecify.annotations.Nullable;

/**
 * Writes the words by which traces are found: for PostgreSQL as its text search vector,
 * for H2 as a text that is looked through.
 */
final class TraceWords {

    private static final int[] TYPES = { Types.VARCHAR, Types.BIGINT };

    private final Sql sql;

    TraceWords(Sql sql) {
        this.sql = sql;
    }

    void write(Collection<Touched> traces, Map<Long, TraceState> states) {
        List<Long> rebuilt = traces.stream().filter(Touched::lostWords).map(Touched::no).toList();
        this.sql.change("delete from local_trace_words where trace_no in (:in)", rebuilt);
        Map<Long, Set<String>> read = read(rebuilt);
        Map<Long, Set<String>> known = known(traces, states);
        List<Object[]> rows = new ArrayList<>();
        for (Touched trace : traces) {
            Set<String> before = known.getOrDefault(trace.no(), Set.of());
            Set<String> wanted = trace.lostWords() ? read.getOrDefault(trace.no(), Set.of()) : trace.words();
            List<String> more = wanted.stream()
                .filter((word) -> !before.contains(word))
                .limit(Math.max(0, Words.MOST - before.size()))
                .toList();
            if (!more.isEmpty()) {
                rows.add(new Object[] { this.sql.dialect().words(more), trace.no() });
            }
            remember(states.get(trace.no()), before, more);
        }
        this.sql.batch("insert into local_trace_words (words, trace_no) values (%s, ?)"
            .formatted(this.sql.dialect().wordsValue()), rows, TYPES);
    }

    private static void remember(@Nullable TraceState state, Set<String> before, List<String> more) {
        if (state != null) {
            Set<String> all = state.words();
            if (all == null) {
                all = new HashSet<>(before);
                state.wordsWritten(all);
            }
            all.addAll(more);
        }
    }

    // What the state remembers, and else what the database has.
    private Map<Long, Set<String>> known(Collection<Touched> traces, Map<Long, TraceState> states) {
        Map<Long, Set<String>> known = new HashMap<>();
        List<Long> unknown = new ArrayList<>();
        for (Touched trace : traces) {
            TraceState state = states.get(trace.no());
            Set<String> words = (state != null) ? state.words() : null;
            if (words != null && !trace.lostWords()) {
                known.put(trace.no(), words);
            }
            else if (!trace.whollyNew() && !trace.lostWords()) {
                unknown.add(trace.no());
            }
        }
        stored(unknown, known);
        return known;
    }

    private void stored(List<Long> traces, Map<Long, Set<String>> known) {
        this.sql.in(
                "select trace_no, %s as words from local_trace_words where trace_no in (:in)"
                    .formatted(this.sql.dialect().wordsText()),
                traces, (row, number) -> known.computeIfAbsent(row.getLong("trace_no"), (no) -> new HashSet<>())
                    .addAll(Arrays.asList(row.getString("words").strip().split(" "))));
    }

    private Map<Long, Set<String>> read(List<Long> traces) {
        Map<Long, Words> read = new HashMap<>();
        this.sql.in("""
                select s.trace_no, s.name, s.type, p.input, p.output, p.error, p.meta from local_span s
                join local_span_payload p on p.span_no = s.no where s.trace_no in (:in)""", traces,
                (row, number) -> read.computeIfAbsent(row.getLong("trace_no"), (no) -> new Words())
                    .add(row.getString("name"))
                    .add(row.getString("type"))
                    .add(row.getString("input"))
                    .add(row.getString("output"))
                    .add(row.getString("error"))
                    .add(row.getString("meta")));
        Map<Long, Set<String>> words = new HashMap<>();
        read.forEach((no, found) -> words.put(no, found.all()));
        return words;
    }

}
