// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.opper.tracing.local.store.Group.Touched;

/**
 * Writes the words by which traces are found: for PostgreSQL as its text search vector,
 * for H2 as one text that is looked through.
 */
final class TraceWords {

    private final Sql sql;

    TraceWords(Sql sql) {
        this.sql = sql;
    }

    void write(Collection<Touched> traces) {
        List<Long> old = traces.stream().filter((trace) -> !trace.whollyNew()).map(Touched::no).toList();
        List<Long> rebuilt = traces.stream().filter(Touched::lostWords).map(Touched::no).toList();
        Map<Long, Set<String>> read = read(rebuilt);
        Map<Long, Set<String>> known = known(old);
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        for (Touched trace : traces) {
            Set<String> before = known.get(trace.no());
            boolean rebuild = trace.lostWords();
            Set<String> all = rebuild ? read.getOrDefault(trace.no(), Set.of())
                    : Words.union((before != null) ? before : Set.of(), trace.words());
            if (before == null) {
                inserts.add(new Object[] { this.sql.dialect().words(all), trace.no() });
            }
            else if (rebuild || all.size() > before.size()) {
                updates.add(new Object[] { this.sql.dialect().words(all), trace.no() });
            }
        }
        String value = this.sql.dialect().wordsValue();
        int[] types = { Types.VARCHAR, Types.BIGINT };
        this.sql.batch("insert into local_trace_words (words, trace_no) values (%s, ?)".formatted(value), inserts,
                types);
        this.sql.batch("update local_trace_words set words = %s where trace_no = ?".formatted(value), updates, types);
    }

    private Map<Long, Set<String>> known(List<Long> traces) {
        Map<Long, Set<String>> known = new HashMap<>();
        this.sql.in(
                "select trace_no, %s as words from local_trace_words where trace_no in (:in)"
                    .formatted(this.sql.dialect().wordsText()),
                traces, (row, number) -> known.put(row.getLong("trace_no"),
                        new LinkedHashSet<>(Arrays.asList(row.getString("words").strip().split(" ")))));
        return known;
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
