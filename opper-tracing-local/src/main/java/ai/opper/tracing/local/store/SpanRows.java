// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a span becomes a row, and a row a span again. */
final class SpanRows {

    static final String COLUMNS = "id, trace_id, parent_id, name, type, start_time, end_time, input, output, error, "
            + "meta, score";

    private static final int PREVIEW_LENGTH = 300;

    private final JsonMapper json;

    SpanRows(JsonMapper json) {
        this.json = json;
    }

    Map<String, @Nullable Object> parameters(Span span) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", span.id());
        row.put("traceId", span.traceId());
        row.put("parentId", span.parentId());
        row.put("name", span.name());
        row.put("type", span.type());
        row.put("startTime", Columns.time(span.startTime()));
        row.put("endTime", Columns.time(span.endTime()));
        row.put("input", span.input());
        row.put("output", span.output());
        row.put("error", span.error());
        row.put("score", span.score());
        row.put("inputPreview", preview(span.input()));
        row.put("errorPreview", preview(span.error()));
        row.putAll(metaParameters(span.meta()));
        return row;
    }

    Span read(ResultSet row, int number) throws SQLException {
        int score = row.getInt("score");
        Integer scoreOrNull = row.wasNull() ? null : score;
        String meta = row.getString("meta");
        return new Span(Columns.uuid(row, "id"), Columns.uuid(row, "trace_id"), Columns.uuidOrNull(row, "parent_id"),
                row.getString("name"), row.getString("type"), Columns.instant(row, "start_time"),
                Columns.instantOrNull(row, "end_time"), row.getString("input"), row.getString("output"),
                row.getString("error"), (meta != null) ? (ObjectNode) this.json.readTree(meta) : null, scoreOrNull);
    }

    private Map<String, @Nullable Object> metaParameters(@Nullable ObjectNode meta) {
        MetaColumns columns = MetaColumns.of(meta);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("meta", (meta != null) ? this.json.writeValueAsString(meta) : null);
        row.put("model", columns.model());
        row.put("serviceName", columns.serviceName());
        row.put("totalTokens", columns.totalTokens());
        return row;
    }

    private static @Nullable String preview(@Nullable String text) {
        if (text == null || text.length() <= PREVIEW_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(PREVIEW_LENGTH - 1)) ? PREVIEW_LENGTH - 1 : PREVIEW_LENGTH;
        return text.substring(0, end);
    }

}
