// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.viewer;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.store.Dataset;
import ai.opper.tracing.local.store.DatasetEntry;
import ai.opper.tracing.local.store.DatasetStore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;

/** {@code /api/datasets}: saved examples, to look at and to download. */
final class DatasetQueries {

    private final DatasetStore datasets;

    private final JsonMapper json;

    DatasetQueries(DatasetStore datasets, JsonMapper json) {
        this.datasets = datasets;
        this.json = json;
    }

    void addTo(Routes routes) {
        routes.add(HttpMethod.GET, "/api/datasets", (call) -> Answer.ok(new ListAnswer(this.datasets.list())))
            .add(HttpMethod.GET, "/api/datasets/{dataset_id:[^.]+}.jsonl", this::download)
            .add(HttpMethod.GET, "/api/datasets/{dataset_id}", this::get);
    }

    private Answer get(Call call) {
        UUID id = call.id("dataset_id");
        return Answer.ok(new DatasetAnswer(this.datasets.get(id), this.datasets.entries(id)));
    }

    private Answer download(Call call) {
        UUID id = call.id("dataset_id");
        Dataset dataset = this.datasets.get(id);
        String lines = this.datasets.entries(id)
            .stream()
            .map((entry) -> this.json.writeValueAsString(Line.of(entry)) + "\n")
            .collect(Collectors.joining());
        return Answer.file(dataset.name() + ".jsonl", "application/x-ndjson", lines);
    }

    private record ListAnswer(List<Dataset> data) {
    }

    private record DatasetAnswer(Dataset dataset, List<DatasetEntry> entries) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(@Nullable String input, @Nullable String output, @Nullable String expected,
            @Nullable String comment, UUID spanId) {

        static Line of(DatasetEntry entry) {
            return new Line(entry.input(), entry.output(), entry.expected(), entry.comment(), entry.spanId());
        }

    }

}
