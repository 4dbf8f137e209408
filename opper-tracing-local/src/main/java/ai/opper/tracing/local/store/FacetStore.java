// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Suggests values that traces can be filtered by. */
public final class FacetStore {

    // With a filter, the newest so many traces are looked at.
    private static final int NEWEST = 10_000;

    private final Sql sql;

    FacetStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * Lists values, most frequent first.
     * @param field whose values
     * @param part what must occur in a value, in any case; or null
     * @param filter of which traces
     * @param limit how many at most
     * @return values, each with how many traces have it
     */
    public List<Facet> list(Field field, @Nullable String part, TraceFilter filter, int limit) {
        Map<String, Long> counts = new HashMap<>();
        switch (field) {
            case STATUS -> byColumn("t.status", filter)
                .forEach((code, count) -> counts.put(TraceStatus.ofCode(Integer.parseInt(code)).word(), count));
            case SESSION -> counts.putAll(byColumn("t.session_id", filter));
            case METRIC -> counts.putAll(metrics());
            case TAG_KEY -> byLabel(Label.Kind.TAG, filter)
                .forEach((tag, count) -> counts.merge(tag.substring(0, tag.indexOf(':')), count, Math::max));
            default -> counts.putAll(byLabel(field.kind(), filter));
        }
        String sought = (part != null) ? part.toLowerCase(Locale.ROOT) : "";
        return counts.entrySet()
            .stream()
            .filter((entry) -> entry.getValue() > 0 && entry.getKey().toLowerCase(Locale.ROOT).contains(sought))
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
            .limit(limit)
            .map((entry) -> new Facet(entry.getKey(), entry.getValue()))
            .toList();
    }

    private Map<String, Long> byLabel(Label.Kind kind, TraceFilter filter) {
        Map<Long, Long> masks = filter.isEmpty() ? Map.of() : TraceLabels.masks(newest(filter));
        Map<String, Long> counts = new HashMap<>();
        this.sql.sql("select label, block, bits from local_label where kind = :kind")
            .param("kind", kind.letter())
            .query((row) -> {
                long mask = filter.isEmpty() ? -1 : masks.getOrDefault(row.getLong("block"), 0L);
                counts.merge(row.getString("label"), (long) Long.bitCount(row.getLong("bits") & mask), Long::sum);
            });
        return counts;
    }

    private List<Long> newest(TraceFilter filter) {
        TraceConditions conditions = TraceConditions.of(filter, this.sql);
        return conditions
            .statement("select t.no from local_trace t%s order by %s fetch first %d rows only"
                .formatted(conditions.where(), TraceSort.NEWEST.orderBy(), NEWEST))
            .query(Long.class)
            .list();
    }

    private Map<String, Long> byColumn(String column, TraceFilter filter) {
        TraceConditions conditions = TraceConditions.of(filter, this.sql);
        Map<String, Long> counts = new HashMap<>();
        conditions.statement(
                "select %1$s as found, count(*) as traces from local_trace t where %1$s is not null%2$s group by %1$s"
                    .formatted(column, conditions.and()))
            .query((row) -> {
                counts.put(row.getString("found"), row.getLong("traces"));
            });
        return counts;
    }

    private Map<String, Long> metrics() {
        Map<String, Long> counts = new HashMap<>();
        this.sql.sql("select dimension, count(*) as metrics from local_metric group by dimension").query((row) -> {
            counts.put(row.getString("dimension"), row.getLong("metrics"));
        });
        return counts;
    }

    /**
     * A value and how many traces have it.
     *
     * @param value the value
     * @param count about how many
     */
    public record Facet(String value, long count) {
    }

    /** What can be suggested. */
    public enum Field {

        /** The status of traces. */
        STATUS(null),
        /** The session. */
        SESSION(null),
        /** Dimensions of metrics. */
        METRIC(null),
        /** Keys of tags. */
        TAG_KEY(null),
        /** Tags, as key:value. */
        TAG(Label.Kind.TAG),
        /** Types of spans. */
        TYPE(Label.Kind.TYPE),
        /** Users. */
        USER(Label.Kind.USER),
        /** Services. */
        SERVICE(Label.Kind.SERVICE),
        /** Names of traces. */
        NAME(Label.Kind.NAME),
        /** Names of spans. */
        SPAN_NAME(Label.Kind.SPAN_NAME),
        /** Models. */
        MODEL(Label.Kind.MODEL);

        private final Label.@Nullable Kind kind;

        Field(Label.@Nullable Kind kind) {
            this.kind = kind;
        }

        private Label.Kind kind() {
            if (this.kind == null) {
                throw new IllegalStateException(this + " is no label");
            }
            return this.kind;
        }

        /**
         * All of them, as the API spells them.
         * @return names in lower case
         */
        public static List<String> words() {
            List<String> words = new ArrayList<>();
            for (Field field : values()) {
                words.add(field.name().toLowerCase(Locale.ROOT));
            }
            return words;
        }

    }

}
