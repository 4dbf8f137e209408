// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Saved examples. Spans are collected in a dataset of their name unless another is named;
 * a span is at most once in a dataset.
 */
public final class DatasetStore {

    private static final double GOOD = 0.5;

    private static final String ENTRY = "select no, id, dataset_id, span_id, span_name, input, output, expected, "
            + "remark, created_us from local_dataset_entry ";

    private final Sql sql;

    private final Writer writer;

    private final SpanStore spans;

    private final FeedbackStore feedback;

    DatasetStore(Sql sql, Writer writer, SpanStore spans, FeedbackStore feedback) {
        this.sql = sql;
        this.writer = writer;
        this.spans = spans;
        this.feedback = feedback;
    }

    /**
     * Copies a span into the dataset of its name; what was copied before is replaced.
     * @param spanId the span's id
     * @param now the time of the entry, if it is new
     * @return the entry; fails with {@link UnknownIdException} when the span is not
     * stored
     */
    public CompletableFuture<DatasetEntry> save(UUID spanId, Instant now) {
        return this.writer.submit((group) -> {
            group.datasetsChanged();
            Span span = this.spans.get(spanId);
            UUID datasetId = named(span.name()).map(Dataset::id)
                .orElseGet(() -> insert(new Dataset(Ids.next(), span.name(), now, 0, null)));
            Optional<DatasetEntry> before = entryOf(datasetId, spanId);
            DatasetEntry entry = copy(datasetId, span, before, now);
            before.ifPresentOrElse((stored) -> update(entry), () -> insert(entry));
            return entry;
        });
    }

    /**
     * Copies a span into a dataset, unless it is there.
     * @param datasetId the dataset's id
     * @param spanId the span's id
     * @param now the time of the entry
     * @return the entry and whether it is new; fails with {@link UnknownIdException} when
     * the dataset or the span is not stored
     */
    public CompletableFuture<Added> add(UUID datasetId, UUID spanId, Instant now) {
        return this.writer.submit((group) -> {
            get(datasetId);
            Span span = this.spans.get(spanId);
            Optional<DatasetEntry> before = entryOf(datasetId, spanId);
            if (before.isPresent()) {
                return new Added(before.get(), false);
            }
            group.datasetsChanged();
            DatasetEntry entry = copy(datasetId, span, before, now);
            insert(entry);
            return new Added(entry, true);
        });
    }

    /**
     * Adds an example of somebody's own.
     * @param entry the example
     * @return the example; fails with {@link UnknownIdException} when its dataset is not
     * stored
     */
    public CompletableFuture<DatasetEntry> add(DatasetEntry entry) {
        return this.writer.submit((group) -> {
            get(entry.datasetId());
            group.datasetsChanged();
            insert(entry);
            return entry;
        });
    }

    /**
     * Changes an example.
     * @param datasetId the dataset's id
     * @param id the entry's id
     * @param change makes the new state, on the thread that writes
     * @return the example as stored now; fails with {@link UnknownIdException} when it is
     * not stored
     */
    public CompletableFuture<DatasetEntry> change(UUID datasetId, UUID id, UnaryOperator<DatasetEntry> change) {
        return this.writer.submit((group) -> {
            DatasetEntry changed = change.apply(entry(datasetId, id));
            group.datasetsChanged();
            update(changed);
            return changed;
        });
    }

    /**
     * Deletes an example.
     * @param datasetId the dataset's id
     * @param id the entry's id
     * @return its id; fails with {@link UnknownIdException} when it is not stored
     */
    public CompletableFuture<UUID> deleteEntry(UUID datasetId, UUID id) {
        return this.writer.submit((group) -> {
            entry(datasetId, id);
            group.datasetsChanged();
            this.sql.update("delete from local_dataset_entry where id = ?", id);
            return id;
        });
    }

    /**
     * Makes an empty dataset.
     * @param name its name
     * @param now when
     * @return the dataset; fails with {@link DuplicateException} when the name is taken
     */
    public CompletableFuture<Dataset> create(String name, Instant now) {
        return this.writer.submit((group) -> {
            refuseTaken(name, null);
            group.datasetsChanged();
            return get(insert(new Dataset(Ids.next(), name, now, 0, null)));
        });
    }

    /**
     * Renames a dataset.
     * @param id the dataset's id
     * @param name its new name
     * @return the dataset; fails with {@link DuplicateException} when the name is taken,
     * {@link UnknownIdException} when it is not stored
     */
    public CompletableFuture<Dataset> rename(UUID id, String name) {
        return this.writer.submit((group) -> {
            get(id);
            refuseTaken(name, id);
            group.datasetsChanged();
            this.sql.update("update local_dataset set name = ? where id = ?", name, id);
            return get(id);
        });
    }

    /**
     * Deletes a dataset with its examples.
     * @param id the dataset's id
     * @return its id; fails with {@link UnknownIdException} when it is not stored
     */
    public CompletableFuture<UUID> delete(UUID id) {
        return this.writer.submit((group) -> {
            get(id);
            group.datasetsChanged();
            this.sql.update("delete from local_dataset_entry where dataset_id = ?", id);
            this.sql.update("delete from local_dataset where id = ?", id);
            return id;
        });
    }

    /**
     * Lists all datasets by name.
     * @return the datasets
     */
    public List<Dataset> list() {
        return this.sql.sql(datasets("")).query(DatasetStore::readDataset).list();
    }

    /**
     * Looks a dataset up.
     * @param id the dataset's id
     * @return the dataset
     * @throws UnknownIdException when it is not stored
     */
    public Dataset get(UUID id) {
        return this.sql.sql(datasets("where d.id = :id"))
            .param("id", id)
            .query(DatasetStore::readDataset)
            .optional()
            .orElseThrow(() -> new UnknownIdException("dataset", id));
    }

    /**
     * Lists the examples of a dataset, newest first.
     * @param datasetId the dataset's id
     * @param text what must occur in them, in any case; or null
     * @param before where the last page ended: its last entry; or null
     * @param limit how many at most
     * @return the page; its total leaves the position out of account
     * @throws UnknownIdException when the dataset is not stored
     */
    public Page<DatasetEntry> entries(UUID datasetId, @Nullable String text, @Nullable UUID before, int limit) {
        get(datasetId);
        String found = (text == null) ? "" : """
                and (lower(input) like :text escape '!' or lower(output) like :text escape '!'
                or lower(expected) like :text escape '!' or lower(remark) like :text escape '!')""";
        String after = (before == null) ? ""
                : " and no < (select e.no from local_dataset_entry e where e.id = :before)";
        String pattern = (text != null) ? Likes.contains(text) : "";
        long count = this.sql.sql("select count(*) from local_dataset_entry where dataset_id = :id " + found)
            .param("id", datasetId)
            .param("text", pattern)
            .query(Long.class)
            .single();
        List<DatasetEntry> entries = this.sql
            .sql(ENTRY + "where dataset_id = :id " + found + after + " order by no desc fetch first :limit rows only")
            .param("id", datasetId)
            .param("text", pattern)
            .param("before", before)
            .param("limit", limit)
            .query(DatasetStore::readEntry)
            .list();
        return new Page<>(count, entries);
    }

    /**
     * Lists the examples that were copied from a span.
     * @param spanId the span's id
     * @return the examples
     */
    public List<DatasetEntry> ofSpan(UUID spanId) {
        return this.sql.sql(ENTRY + "where span_id = :id order by no")
            .param("id", spanId)
            .query(DatasetStore::readEntry)
            .list();
    }

    private DatasetEntry copy(UUID datasetId, Span span, Optional<DatasetEntry> before, Instant now) {
        Optional<Feedback> judged = this.feedback.find(span.id());
        String expected = judged.filter((given) -> given.score() > GOOD).map((given) -> span.output()).orElse(null);
        return new DatasetEntry(before.map(DatasetEntry::id).orElseGet(Ids::next), datasetId, span.id(), span.name(),
                span.input(), span.output(), expected, judged.map(Feedback::comment).orElse(null),
                before.map(DatasetEntry::createdAt).orElse(now));
    }

    private void insert(DatasetEntry entry) {
        this.sql.update(
                """
                        insert into local_dataset_entry (no, id, dataset_id, span_id, span_name, input, output, expected, remark,
                          created_us)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                this.sql.numbers(1).get(0), entry.id(), entry.datasetId(), entry.spanId(), entry.spanName(),
                entry.input(), entry.output(), entry.expected(), entry.comment(), Columns.micros(entry.createdAt()));
    }

    private void update(DatasetEntry entry) {
        this.sql.update("update local_dataset_entry set input = ?, output = ?, expected = ?, remark = ? where id = ?",
                entry.input(), entry.output(), entry.expected(), entry.comment(), entry.id());
    }

    private UUID insert(Dataset dataset) {
        this.sql.update("insert into local_dataset (id, name, created_us) values (?, ?, ?)", dataset.id(),
                dataset.name(), Columns.micros(dataset.createdAt()));
        return dataset.id();
    }

    private Optional<Dataset> named(String name) {
        return this.sql.sql(datasets("where d.name = :name"))
            .param("name", name)
            .query(DatasetStore::readDataset)
            .optional();
    }

    private void refuseTaken(String name, @Nullable UUID except) {
        named(name).filter((dataset) -> !Objects.equals(dataset.id(), except)).ifPresent((dataset) -> {
            throw new DuplicateException("There is a dataset of this name.");
        });
    }

    private Optional<DatasetEntry> entryOf(UUID datasetId, UUID spanId) {
        return this.sql.sql(ENTRY + "where dataset_id = :datasetId and span_id = :spanId")
            .param("datasetId", datasetId)
            .param("spanId", spanId)
            .query(DatasetStore::readEntry)
            .optional();
    }

    private DatasetEntry entry(UUID datasetId, UUID id) {
        return this.sql.sql(ENTRY + "where dataset_id = :datasetId and id = :id")
            .param("datasetId", datasetId)
            .param("id", id)
            .query(DatasetStore::readEntry)
            .optional()
            .orElseThrow(() -> new UnknownIdException("entry of this dataset", id));
    }

    private static String datasets(String condition) {
        return """
                select d.id, d.name, d.created_us, count(e.id) as entry_count, max(e.created_us) as last_us
                from local_dataset d left join local_dataset_entry e on e.dataset_id = d.id %s
                group by d.id, d.name, d.created_us order by d.name""".formatted(condition);
    }

    private static Dataset readDataset(ResultSet row, int number) throws SQLException {
        return new Dataset(Columns.uuid(row, "id"), row.getString("name"), Columns.instant(row, "created_us"),
                row.getLong("entry_count"), Columns.instantOrNull(Columns.longOrNull(row, "last_us")));
    }

    private static DatasetEntry readEntry(ResultSet row, int number) throws SQLException {
        return new DatasetEntry(Columns.uuid(row, "id"), Columns.uuid(row, "dataset_id"),
                Columns.uuidOrNull(row, "span_id"), row.getString("span_name"), row.getString("input"),
                row.getString("output"), row.getString("expected"), row.getString("remark"),
                Columns.instant(row, "created_us"));
    }

    /**
     * An example in a dataset.
     *
     * @param entry the example
     * @param added whether it is new
     */
    public record Added(DatasetEntry entry, boolean added) {
    }

}
