// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Writes and reads what traces can be found by: bits in blocks of 64 traces. */
final class TraceLabels {

    private static final int BLOCK = 64;

    private static final int[] INSERT_TYPES = { Types.BIGINT, Types.CHAR, Types.VARCHAR, Types.BIGINT };

    private final Sql sql;

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
        Set<Long> blocks = new LinkedHashSet<>();
        for (TraceState state : states) {
            blocks.add(state.no() / BLOCK);
            state.labels()
                .forEach((label) -> wanted.merge(new Key(label, state.no() / BLOCK), bit(state.no()),
                        (one, other) -> one | other));
        }
        Map<Key, Long> known = known(blocks);
        set(wanted, known);
        clear(masks(complete), wanted, known);
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

    private void set(Map<Key, Long> wanted, Map<Key, Long> known) {
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        wanted.forEach((key, bits) -> {
            Long before = known.get(key);
            if (before == null) {
                inserts.add(key.row(bits));
            }
            else if ((bits & ~before) != 0) {
                updates.add(key.row(bits));
            }
        });
        this.sql.batch("insert into local_label (bits, kind, label, block) values (?, ?, ?, ?)", inserts, INSERT_TYPES);
        this.sql.batch("update local_label set bits = %s where kind = ? and label = ? and block = ?"
            .formatted(this.sql.dialect().either("bits", "cast(? as bigint)")), updates, INSERT_TYPES);
    }

    // What a trace had before its spans were changed or deleted.
    private void clear(Map<Long, Long> complete, Map<Key, Long> wanted, Map<Key, Long> known) {
        if (complete.isEmpty()) {
            return;
        }
        List<Object[]> updates = new ArrayList<>();
        known.forEach((key, bits) -> {
            long gone = bits & complete.getOrDefault(key.block(), 0L) & ~wanted.getOrDefault(key, 0L);
            if (gone != 0) {
                updates.add(key.row(~gone));
            }
        });
        this.sql.batch("update local_label set bits = %s where kind = ? and label = ? and block = ?"
            .formatted(this.sql.dialect().both("bits", "cast(? as bigint)")), updates, INSERT_TYPES);
    }

    private Map<Key, Long> known(Set<Long> blocks) {
        Map<Key, Long> known = new HashMap<>();
        this.sql.in("select kind, label, block, bits from local_label where block in (:in)", blocks,
                (row, number) -> known
                    .put(new Key(new Label(Label.Kind.of(row.getString("kind")), row.getString("label")),
                            row.getLong("block")), row.getLong("bits")));
        return known;
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
