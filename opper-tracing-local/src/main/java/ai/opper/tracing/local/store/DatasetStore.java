// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Examples saved from spans. There is one dataset for every span name, and one entry for
 * every span: saving a span again renews its entry.
 */
public final class DatasetStore {

    private static final int ATTEMPTS = 4;

    private static final double GOOD = 0.5;

    private final JdbcClient jdbc;

    private final Writes writes;

    private final SpanStore spans;

    private final FeedbackStore feedback;

    DatasetStore(JdbcClient jdbc, Writes writes, SpanStore spans, FeedbackStore feedback) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.spans = spans;
        this.feedback = feedback;
    }

    /**
     * Copies a span into the dataset of its name.
     * @param spanId the span's id
     * @param now the time of the entry, if it is new
     * @return the entry
     * @throws UnknownIdException when the span is not stored
     */
    public DatasetEntry save(UUID spanId, Instant now) {
        for (int attempt = 1;; attempt++) {
            try {
                return this.writes.run(() -> copy(spanId, now));
            }
            catch (DuplicateKeyException ex) {
                // Somebody saved the first example of this name or this span with us.
                if (attempt == ATTEMPTS) {
                    throw ex;
                }
            }
        }
    }

    /**
     * Lists all datasets by name.
     * @return the datasets
     */
    public List<Dataset> list() {
        return this.jdbc.sql(datasets("")).query(DatasetStore::readDataset).list();
    }

    /**
     * Looks a dataset up.
     * @param id the dataset's id
     * @return the dataset
     * @throws UnknownIdException when it is not stored
     */
    public Dataset get(UUID id) {
        return this.jdbc.sql(datasets("where d.id = :id"))
            .param("id", id)
            .query(DatasetStore::readDataset)
            .optional()
            .orElseThrow(() -> new UnknownIdException("dataset", id));
    }

    /**
     * Lists the examples of a dataset, oldest first.
     * @param datasetId the dataset's id
     * @return its entries
     * @throws UnknownIdException when the dataset is not stored
     */
    public List<DatasetEntry> entries(UUID datasetId) {
        get(datasetId);
        return this.jdbc.sql("select * from dataset_entry where dataset_id = :datasetId order by created_at, id")
            .param("datasetId", datasetId)
            .query(DatasetStore::readEntry)
            .list();
    }

    private DatasetEntry copy(UUID spanId, Instant now) {
        Span span = this.spans.get(spanId);
        Optional<Feedback> judged = this.feedback.find(spanId);
        UUID datasetId = datasetNamed(span.name(), now);
        Optional<DatasetEntry> before = this.jdbc
            .sql("select * from dataset_entry where dataset_id = :datasetId and span_id = :spanId")
            .param("datasetId", datasetId)
            .param("spanId", spanId)
            .query(DatasetStore::readEntry)
            .optional();
        DatasetEntry entry = new DatasetEntry(before.map(DatasetEntry::id).orElseGet(UUID::randomUUID), datasetId,
                spanId, span.input(), span.output(), expected(span, judged), judged.map(Feedback::comment).orElse(null),
                before.map(DatasetEntry::createdAt).orElse(now));
        write(entry, before.isPresent());
        return entry;
    }

    private void write(DatasetEntry entry, boolean exists) {
        String insert = """
                insert into dataset_entry (id, dataset_id, span_id, input, output, expected, remark, created_at)
                values (:id, :datasetId, :spanId, :input, :output, :expected, :remark, :createdAt)""";
        String update = """
                update dataset_entry set input = :input, output = :output, expected = :expected, remark = :remark,
                  created_at = :createdAt where id = :id and dataset_id = :datasetId and span_id = :spanId""";
        this.jdbc.sql(exists ? update : insert)
            .param("id", entry.id())
            .param("datasetId", entry.datasetId())
            .param("spanId", entry.spanId())
            .param("input", entry.input())
            .param("output", entry.output())
            .param("expected", entry.expected())
            .param("remark", entry.comment())
            .param("createdAt", Columns.time(entry.createdAt()))
            .update();
    }

    private UUID datasetNamed(String name, Instant now) {
        return this.jdbc.sql("select id from dataset where name = :name")
            .param("name", name)
            .query(UUID.class)
            .optional()
            .orElseGet(() -> createDataset(name, now));
    }

    private UUID createDataset(String name, Instant now) {
        UUID id = UUID.randomUUID();
        this.jdbc.sql("insert into dataset (id, name, created_at) values (:id, :name, :createdAt)")
            .param("id", id)
            .param("name", name)
            .param("createdAt", Columns.time(now))
            .update();
        return id;
    }

    private static @Nullable String expected(Span span, Optional<Feedback> judged) {
        return judged.filter((feedback) -> feedback.score() > GOOD).map((feedback) -> span.output()).orElse(null);
    }

    private static String datasets(String condition) {
        return """
                select d.id, d.name, d.created_at, count(e.id) as entry_count
                from dataset d left join dataset_entry e on e.dataset_id = d.id %s
                group by d.id, d.name, d.created_at order by d.name""".formatted(condition);
    }

    private static Dataset readDataset(ResultSet row, int number) throws SQLException {
        return new Dataset(Columns.uuid(row, "id"), row.getString("name"), Columns.instant(row, "created_at"),
                row.getLong("entry_count"));
    }

    private static DatasetEntry readEntry(ResultSet row, int number) throws SQLException {
        return new DatasetEntry(Columns.uuid(row, "id"), Columns.uuid(row, "dataset_id"), Columns.uuid(row, "span_id"),
                row.getString("input"), row.getString("output"), row.getString("expected"), row.getString("remark"),
                Columns.instant(row, "created_at"));
    }

}
