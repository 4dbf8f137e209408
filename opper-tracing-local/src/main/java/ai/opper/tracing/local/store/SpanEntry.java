// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A span without its payloads, as the table of spans has it.
 *
 * @param no its number, in the order of arrival
 * @param id its id
 * @param parentId the span it ran inside of, or null
 * @param orphan whether its parent is not stored
 * @param name what ran
 * @param type the kind of work, or null
 * @param startUs when it began
 * @param endUs when it ended, or null
 * @param error the beginning of its error, or null
 * @param model the model, or null
 * @param serviceName the service, or null
 * @param numbers tokens and cost
 * @param score a judgement, or null
 * @param inputBytes size of the input, or null
 * @param outputBytes size of the output, or null
 * @param bytes about what it takes in the database
 * @param facts session, user, tags, events
 */
record SpanEntry(long no, UUID id, @Nullable UUID parentId, boolean orphan, String name, @Nullable String type,
        long startUs, @Nullable Long endUs, @Nullable String error, @Nullable String model,
        @Nullable String serviceName, Numbers numbers, @Nullable Integer score, @Nullable Integer inputBytes,
        @Nullable Integer outputBytes, long bytes, Facts facts) {

    static final int PREVIEW = 300;

    static final String COLUMNS = "s.no, s.id, s.parent_id, s.orphan, s.name, s.type, s.start_us, s.end_us, "
            + "s.error_preview, s.model, s.service_name, s.input_tokens, s.output_tokens, s.total_tokens, s.cost, "
            + "s.score, s.input_bytes, s.output_bytes, s.bytes, s.facts";

    static SpanEntry read(ResultSet row, JsonMapper json) throws SQLException {
        Numbers numbers = new Numbers(Columns.longOrNull(row, "input_tokens"), Columns.longOrNull(row, "output_tokens"),
                Columns.longOrNull(row, "total_tokens"), Columns.doubleOrNull(row, "cost"));
        return new SpanEntry(row.getLong("no"), Columns.uuid(row, "id"), Columns.uuidOrNull(row, "parent_id"),
                row.getBoolean("orphan"), row.getString("name"), row.getString("type"), row.getLong("start_us"),
                Columns.longOrNull(row, "end_us"), row.getString("error_preview"), row.getString("model"),
                row.getString("service_name"), numbers, Columns.intOrNull(row, "score"),
                Columns.intOrNull(row, "input_bytes"), Columns.intOrNull(row, "output_bytes"), row.getLong("bytes"),
                Facts.read(row.getString("facts"), json));
    }

    @Nullable Long durationUs() {
        return (this.endUs != null) ? Long.valueOf(this.endUs - this.startUs) : null;
    }

    SpanEntry withParent() {
        return new SpanEntry(this.no, this.id, this.parentId, false, this.name, this.type, this.startUs, this.endUs,
                this.error, this.model, this.serviceName, this.numbers, this.score, this.inputBytes, this.outputBytes,
                this.bytes, this.facts);
    }

    /** A root by nature, or one whose parent is elsewhere: 0 and 1; everything else 2. */
    int rootKind() {
        if (this.parentId == null) {
            return 0;
        }
        return this.orphan ? 1 : 2;
    }

    boolean isRoot() {
        return rootKind() < 2;
    }

}
