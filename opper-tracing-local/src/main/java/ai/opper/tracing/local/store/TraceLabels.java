// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Writes and reads what traces can be found by: bits in blocks of 64 traces. */
final class TraceLabels {

    private static final int BLOCK = 64;

    private static final int[] INSERT_TYPES = { Types.BIGINT, Types.CHAR, Types.VARCHAR, Types.BIGINT };

    private static final int MOST_BLOCKS = 64;

    private final Sql sql;

    // The rows of the latest blocks; only for a database that nobody else writes to.
    private final Map<Long, Map<Label, Long>> blocks = new LinkedHashMap<>(16, 0.75f, true);

    TraceLabels(Sql sql) {
        this.sql = sql;
    }

    /**
     * Writes the labels that are missing.
     * @param states the traces, with the labels of what came
     * @param complete the traces whose labels are all there are
     */
    void write(Collection<TraceState> states, Set<Long> complete) {
        Map<Key, Long> wanted = new HashMap<>();
        Set<Long> touched = new LinkedHashSet<>();
        masks(complete).keySet().forEach(touched::add);
        for (TraceState state : states) {
            for (Label label : state.labels()) {
                touched.add(state.no() / BLOCK);
                wanted.merge(new Key(label, state.no() / BLOCK), bit(state.no()), (one, other) -> one | other);
            }
            state.labelsWritten();
        }
        load(touched);
        set(wanted);
        clear(masks(complete), wanted);
        if (this.sql.dialect() == Dialect.H2) {
            this.blocks.keySet()
                .stream()
                .limit(Math.max(0, this.blocks.size() - MOST_BLOCKS))
                .toList()
                .forEach(this.blocks::remove);
        }
        else {
            this.blocks.clear();
        }
    }

    /** Reads anew what others may have changed. */
    void forget(Collection<Long> traces) {
        masks(traces).keySet().forEach(this.blocks::remove);
    }

    void forgetAll() {
        this.blocks.clear();
    }

    /** Forgets traces. */
    void remove(Collection<Long> traces) {
        masks(traces).forEach((block, bits) -> this.sql.update("update local_label set bits = %s where block = ?"
            .formatted(this.sql.dialect().both("bits", "cast(? as bigint)")), ~bits, block));
        this.sql.change("delete from local_label where bits = 0 and block in (:in)", masks(traces).keySet());
    }

    /**
     * Finds the traces of rare labels.
     * @param where a condition on {@code local_label l}
     * @param parameters its parameters
     * @param most how many are few
     * @return the traces' numbers, or null when they are more
     */
    @Nullable List<Long> few(String where, Map<String, @Nullable Object> parameters, int most) {
        List<long[]> rows = this.sql
            .sql("select l.block, l.bits from local_label l where %s fetch first %d rows only".formatted(where,
                    most + 1))
            .params(parameters)
            .query((row, number) -> new long[] { row.getLong("block"), row.getLong("bits") })
            .list();
        Set<Long> traces = new LinkedHashSet<>();
        for (long[] row : rows) {
            for (long bits = row[1]; bits != 0; bits &= bits - 1) {
                traces.add(row[0] * BLOCK + Long.numberOfTrailingZeros(bits));
            }
            if (traces.size() > most) {
                return null;
            }
        }
        return (rows.size() > most) ? null : List.copyOf(traces);
    }

    static Map<Long, Long> masks(Collection<Long> traces) {
        Map<Long, Long> masks = new HashMap<>();
        traces.forEach((no) -> masks.merge(no / BLOCK, bit(no), (one, other) -> one | other));
        return masks;
    }

    private void set(Map<Key, Long> wanted) {
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        wanted.forEach((key, bits) -> {
            Map<Label, Long> rows = this.blocks.getOrDefault(key.block(), Map.of());
            Long before = rows.get(key.label());
            if (before == null) {
                inserts.add(key.row(bits));
                rows.put(key.label(), bits);
            }
            else if ((bits & ~before) != 0) {
                updates.add(key.row(bits));
                rows.put(key.label(), before | bits);
            }
        });
        this.sql.batch("insert into local_label (bits, kind, label, block) values (?, ?, ?, ?)", inserts, INSERT_TYPES);
        this.sql.batch("update local_label set bits = %s where kind = ? and label = ? and block = ?"
            .formatted(this.sql.dialect().either("bits", "cast(? as bigint)")), updates, INSERT_TYPES);
    }

    // What a trace had before its spans were changed or deleted.
    private void clear(Map<Long, Long> complete, Map<Key, Long> wanted) {
        List<Object[]> updates = new ArrayList<>();
        complete.forEach((block, traces) -> this.blocks.getOrDefault(block, Map.of()).replaceAll((label, bits) -> {
            Key key = new Key(label, block);
            long gone = bits & traces & ~wanted.getOrDefault(key, 0L);
            if (gone != 0) {
                updates.add(key.row(~gone));
            }
            return bits & ~gone;
        }));
        this.sql.batch("update local_label set bits = %s where kind = ? and label = ? and block = ?"
            .formatted(this.sql.dialect().both("bits", "cast(? as bigint)")), updates, INSERT_TYPES);
    }

    private void load(Set<Long> wanted) {
        List<Long> missing = wanted.stream().filter((block) -> !this.blocks.containsKey(block)).toList();
        missing.forEach((block) -> this.blocks.put(block, new HashMap<>()));
        this.sql.in("select kind, label, block, bits from local_label where block in (:in)", missing,
                (row, number) -> this.blocks.getOrDefault(row.getLong("block"), new HashMap<>())
                    .put(new Label(Label.Kind.of(row.getString("kind")), row.getString("label")), row.getLong("bits")));
    }

    private static long bit(long traceNo) {
        return 1L << (traceNo % BLOCK);
    }

    private record Key(Label label, long block) {

        Object[] row(long bits) {
            return new Object[] { bits, this.label.kind().letter(), this.label.value(), this.block };
        }

    }

}
