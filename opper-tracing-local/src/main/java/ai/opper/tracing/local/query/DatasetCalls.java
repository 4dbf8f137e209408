// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Fields;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.Dataset;
import ai.opper.tracing.local.store.DatasetEntry;
import ai.opper.tracing.local.store.DatasetStore;
import ai.opper.tracing.local.store.Ids;
import ai.opper.tracing.local.store.Page;
import ai.opper.tracing.local.store.Span;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;

/** {@code /local/api/datasets}: examples, to look at, to change and to download. */
final class DatasetCalls {

    private static final Set<String> ENTRY = Set.of("span_id", "input", "output", "expected", "comment");

    private static final int DOWNLOAD_PAGE = 500;

    private final Database database;

    private final DatasetStore datasets;

    private final JsonMapper json;

    private final Clock clock;

    DatasetCalls(Database database, JsonMapper json, Clock clock) {
        this.database = database;
        this.datasets = database.datasets();
        this.json = json;
        this.clock = clock;
    }

    void addTo(Described api) {
        api.get("/datasets", "Lists datasets by name", (call) -> Answer.ok(new DatasetListAnswer(this.datasets.list())))
            .answers(DatasetListAnswer.class);
        api.change(HttpMethod.POST, "/datasets", "Makes an empty dataset", this::create)
            .body(DatasetBody.class)
            .answers(201, Dataset.class);
        api.get("/datasets/{dataset_id}", "A dataset", (call) -> Answer.ok(this.datasets.get(call.id("dataset_id"))))
            .answers(Dataset.class);
        api.change(HttpMethod.PATCH, "/datasets/{dataset_id}", "Renames a dataset", this::rename)
            .body(DatasetBody.class)
            .answers(Dataset.class);
        api.change(HttpMethod.DELETE, "/datasets/{dataset_id}", "Deletes a dataset with its examples",
                (call) -> this.datasets.delete(call.id("dataset_id")).thenApply((id) -> Answer.noContent()))
            .answers(204, null);
        api.get("/datasets/{dataset_id}/download", "The examples as JSON Lines, oldest first", this::download)
            .answers("application/x-ndjson");
        entries(api);
    }

    private void entries(Described api) {
        api.get("/datasets/{dataset_id}/entries", "Lists examples, newest first", this::list)
            .query("text", "what must occur in an example, in any case")
            .query("cursor", "next of another answer")
            .query("limit", "how many at most, up to 500; 100")
            .answers(EntryListAnswer.class);
        api.change(HttpMethod.POST, "/datasets/{dataset_id}/entries",
                "Adds an example, copied from a span or written; a span that is in it already is answered with 200",
                this::add)
            .body(EntryBody.class)
            .answers(201, EntryAnswer.class);
        api.change(HttpMethod.PATCH, "/datasets/{dataset_id}/entries/{entry_id}", "Changes what is given", this::change)
            .body(EntryBody.class)
            .answers(EntryAnswer.class);
        api.change(HttpMethod.DELETE, "/datasets/{dataset_id}/entries/{entry_id}", "Deletes an example",
                (call) -> this.datasets.deleteEntry(call.id("dataset_id"), call.id("entry_id"))
                    .thenApply((id) -> Answer.noContent()))
            .answers(204, null);
    }

    private CompletionStage<Answer> create(Call call) {
        return this.datasets.create(name(call), now()).thenApply(Answer::created);
    }

    private CompletionStage<Answer> rename(Call call) {
        return this.datasets.rename(call.id("dataset_id"), name(call)).thenApply(Answer::ok);
    }

    private static String name(Call call) {
        Fields fields = new Fields(call.object(), Set.of("name"));
        String name = fields.requiredText("name");
        fields.check();
        return name;
    }

    private Answer list(Call call) {
        UUID datasetId = call.id("dataset_id");
        String cursor = call.query("cursor");
        UUID before = (cursor == null) ? null : Call.uuid(cursor)
            .orElseThrow(() -> Filters.invalid("cursor", "must be the 'next' of another answer"));
        int limit = call.query("limit", 100, 1, TraceCalls.MAX_LIMIT);
        Page<DatasetEntry> page = this.datasets.entries(datasetId, call.query("text"), before, limit + 1);
        boolean more = page.items().size() > limit;
        List<DatasetEntry> shown = more ? page.items().subList(0, limit) : page.items();
        Map<UUID, Span> spans = this.database.spans()
            .byId(shown.stream().map(DatasetEntry::spanId).filter(Objects::nonNull).toList());
        return Answer.ok(new EntryListAnswer(shown.stream().map((entry) -> answer(entry, spans)).toList(),
                more ? shown.get(limit - 1).id().toString() : null, page.totalCount()));
    }

    private CompletionStage<Answer> add(Call call) {
        UUID datasetId = call.id("dataset_id");
        Fields fields = new Fields(call.object(), ENTRY);
        UUID spanId = fields.uuid("span_id");
        DatasetEntry written = new DatasetEntry(Ids.next(), datasetId, null, null, fields.text("input"),
                fields.text("output"), fields.text("expected"), fields.text("comment"), now());
        fields.check();
        if (spanId == null) {
            return this.datasets.add(written).thenApply((entry) -> Answer.created(answer(entry, Map.of())));
        }
        Map<UUID, Span> spans = this.database.spans().byId(List.of(spanId));
        return this.datasets.add(datasetId, spanId, now()).thenApply((added) -> {
            EntryAnswer body = answer(added.entry(), spans);
            return added.added() ? Answer.created(body) : Answer.ok(body);
        });
    }

    private CompletionStage<Answer> change(Call call) {
        Fields fields = new Fields(call.object(), Set.of("input", "output", "expected", "comment"));
        String input = fields.text("input");
        String output = fields.text("output");
        String expected = fields.text("expected");
        String comment = fields.text("comment");
        fields.check();
        return this.datasets.change(call.id("dataset_id"), call.id("entry_id"),
                (entry) -> new DatasetEntry(entry.id(), entry.datasetId(), entry.spanId(), entry.spanName(),
                        fields.named("input") ? input : entry.input(), fields.named("output") ? output : entry.output(),
                        fields.named("expected") ? expected : entry.expected(),
                        fields.named("comment") ? comment : entry.comment(), entry.createdAt()))
            .thenApply((entry) -> Answer.ok(answer(entry, Map.of())));
    }

    private Answer download(Call call) {
        UUID id = call.id("dataset_id");
        Dataset dataset = this.datasets.get(id);
        Deque<String> lines = new ArrayDeque<>();
        UUID before = null;
        List<DatasetEntry> page;
        do {
            page = this.datasets.entries(id, null, before, DOWNLOAD_PAGE).items();
            for (DatasetEntry entry : page) {
                lines.push(this.json.writeValueAsString(Line.of(entry)) + "\n");
                before = entry.id();
            }
        }
        while (page.size() == DOWNLOAD_PAGE);
        return Answer.file(dataset.name() + ".jsonl", "application/x-ndjson", String.join("", lines));
    }

    private Instant now() {
        return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static EntryAnswer answer(DatasetEntry entry, Map<UUID, Span> spans) {
        Span span = (entry.spanId() != null) ? spans.get(entry.spanId()) : null;
        return new EntryAnswer(entry.id(), entry.spanId(), (span != null) ? span.traceId() : null, entry.spanName(),
                entry.input(), entry.output(), entry.expected(), entry.comment(), entry.createdAt());
    }

    record DatasetListAnswer(List<Dataset> data) {
    }

    record DatasetBody(String name) {
    }

    record EntryListAnswer(List<EntryAnswer> data, @Nullable String next, long total) {
    }

    record EntryBody(@Nullable UUID spanId, @Nullable String input, @Nullable String output, @Nullable String expected,
            @Nullable String comment) {
    }

    record EntryAnswer(UUID id, @Nullable UUID spanId, @Nullable UUID traceId, @Nullable String spanName,
            @Nullable String input, @Nullable String output, @Nullable String expected, @Nullable String comment,
            Instant createdAt) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(@Nullable String input, @Nullable String output, @Nullable String expected,
            @Nullable String comment, @Nullable UUID spanId) {

        static Line of(DatasetEntry entry) {
            return new Line(entry.input(), entry.output(), entry.expected(), entry.comment(), entry.spanId());
        }

    }

}
