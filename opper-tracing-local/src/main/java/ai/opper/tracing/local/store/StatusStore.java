// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

/** Tells how much is stored. */
public final class StatusStore {

    private final Sql sql;

    StatusStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * Counts.
     * @return what is stored
     */
    public Stored stored() {
        return new Stored(this.sql.dialect().title(), one("select count(*) from local_trace"),
                one("select coalesce(sum(span_count), 0) from local_trace"), one(this.sql.dialect().size()));
    }

    private long one(String query) {
        return this.sql.sql(query).query(Long.class).single();
    }

    /**
     * How much is stored.
     *
     * @param database the database's name
     * @param traceCount how many traces
     * @param spanCount how many spans
     * @param databaseBytes how large the database is
     */
    public record Stored(String database, long traceCount, long spanCount, long databaseBytes) {
    }

}
