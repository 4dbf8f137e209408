// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the row of a trace in step with its root spans. Children do not touch it, so that
 * many of them can be stored at once.
 */
final class TraceRows {

    private static final String EARLIEST_ROOT = """
            select id from span where trace_id = :traceId and parent_id is null
            order by start_time, id fetch first 1 row only""";

    private final JdbcClient jdbc;

    TraceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void ensure(Span root) {
        boolean known = this.jdbc.sql("select id from trace where id = :id for update")
            .param("id", root.traceId())
            .query(UUID.class)
            .optional()
            .isPresent();
        if (!known) {
            this.jdbc.sql("insert into trace (id, name, start_time) values (:id, :name, :startTime)")
                .param("id", root.traceId())
                .param("name", root.name())
                .param("startTime", Columns.time(root.startTime()))
                .update();
        }
    }

    void refresh(UUID traceId) {
        this.jdbc.sql(EARLIEST_ROOT)
            .param("traceId", traceId)
            .query(UUID.class)
            .optional()
            .ifPresentOrElse((root) -> takeFrom(root, traceId), () -> delete(traceId));
    }

    private void takeFrom(UUID rootId, UUID traceId) {
        this.jdbc.sql("""
                update trace set root_id = :rootId, name = (select name from span where id = :rootId),
                  start_time = (select start_time from span where id = :rootId) where id = :traceId""")
            .param("rootId", rootId)
            .param("traceId", traceId)
            .update();
    }

    private void delete(UUID traceId) {
        this.jdbc.sql("delete from trace where id = :traceId").param("traceId", traceId).update();
    }

}
