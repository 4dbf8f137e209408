// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Collection;
import java.util.List;

/** Removes whole traces. */
final class TraceRemoval {

    private TraceRemoval() {
    }

    static void remove(Sql sql, Collection<Long> traces) {
        sql.change(
                "delete from local_span_payload where span_no in (select no from local_span where trace_no in (:in))",
                traces);
        for (String table : List.of("local_span", "local_metric", "local_feedback", "local_trace_words",
                "local_trace_detail")) {
            sql.change("delete from %s where trace_no in (:in)".formatted(table), traces);
        }
        sql.change("delete from local_trace where no in (:in)", traces);
        new TraceLabels(sql).remove(traces);
    }

}
