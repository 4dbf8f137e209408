// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.ApiException;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.otlp.OtlpExport;
import ai.opper.tracing.local.otlp.OtlpImport;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.TraceFilter;
import ai.opper.tracing.local.store.TracePage;
import ai.opper.tracing.local.store.TracePosition;
import ai.opper.tracing.local.store.TraceQuery;
import ai.opper.tracing.local.store.TraceSort;
import ai.opper.tracing.local.store.TraceSummary;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;

/** Traces as files: one, or all that match, out and in. */
final class TraceFileCalls {

    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final int PAGE = 100;

    private final Database database;

    private final JsonMapper json;

    private final TraceFile file;

    TraceFileCalls(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
        this.file = new TraceFile(database);
    }

    void addTo(Described api) {
        api.routes()
            .addStream(HttpMethod.GET, LocalApi.BASE + "/traces/export",
                    (call) -> new Routes.Lines("traces.jsonl", all(Filters.of(call))));
        api.describe(HttpMethod.GET, "/traces/export", "All traces that match, one a line")
            .filters()
            .answers("application/x-ndjson");
        api.get("/traces/{trace_id}/export", "A trace as a file", this::export)
            .query("format", "json, which import reads, or otlp for OTLP/JSON; json")
            .answers("application/json");
        api.routes().addLater(HttpMethod.POST, LocalApi.BASE + "/traces/import", this::importAll, MAX_BYTES);
        api.describe(HttpMethod.POST, "/traces/import",
                "Stores traces from exports, one after the other, or from OTLP/JSON; what is there already stays")
            .body(TraceFile.TraceDocument.class)
            .answers(ImportAnswer.class);
    }

    private Answer export(Call call) {
        UUID id = call.id("trace_id");
        this.database.traces().get(id);
        String format = call.query("format");
        if (format == null || format.equals("json")) {
            return Answer.file("trace-%s.json".formatted(id), "application/json",
                    this.json.writeValueAsString(this.file.write(id)));
        }
        if (format.equals("otlp")) {
            return Answer.file("trace-%s.otlp.json".formatted(id), "application/json",
                    OtlpExport.write(this.database.spans().ofTrace(id)).toString());
        }
        throw Filters.invalid("format", "must be json or otlp");
    }

    // A page of traces at a time, as fast as the client reads.
    private Flux<String> all(TraceFilter filter) {
        TraceSort oldest = new TraceSort(TraceSort.Key.START_TIME, false);
        return Flux.<TracePage, PageState>generate(() -> new PageState(null, false), (state, sink) -> {
            if (state.over()) {
                sink.complete();
                return state;
            }
            return next(filter, oldest, state, sink);
        }).concatMapIterable(TracePage::items).map((trace) -> line(trace));
    }

    private PageState next(TraceFilter filter, TraceSort sort, PageState state, SynchronousSink<TracePage> sink) {
        TracePage page = this.database.traces().list(new TraceQuery(filter, sort, state.after(), 0, PAGE, 1, false));
        sink.next(page);
        return new PageState(page.next(), page.next() == null);
    }

    private String line(TraceSummary trace) {
        return this.json.writeValueAsString(this.file.write(trace.id())) + "\n";
    }

    private CompletionStage<Answer> importAll(Call call) {
        List<CompletableFuture<TraceFile.Imported>> running = new ArrayList<>();
        for (ObjectNode document : documents(call)) {
            running
                .add(document.has("resourceSpans") ? otlp(document) : this.file.read(document).toCompletableFuture());
        }
        return CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new)).thenApply((done) -> {
            long imported = running.stream().mapToLong((result) -> result.join().imported()).sum();
            long known = running.stream().mapToLong((result) -> result.join().known()).sum();
            Set<UUID> traces = new LinkedHashSet<>();
            running.forEach((result) -> traces.addAll(result.join().traces()));
            return Answer.ok(new ImportAnswer(imported, known, List.copyOf(traces)));
        });
    }

    private CompletableFuture<TraceFile.Imported> otlp(ObjectNode document) {
        return new OtlpImport(this.database.spans()).json(document).thenApply((result) -> {
            if (result.rejected() > 0 && result.stored() + result.known() == 0) {
                throw Filters.invalid("resourceSpans", result.why());
            }
            return new TraceFile.Imported(result.stored(), result.known(), List.of());
        }).toCompletableFuture();
    }

    private List<ObjectNode> documents(Call call) {
        List<ObjectNode> documents = new ArrayList<>();
        String text = new String(call.bytes(), StandardCharsets.UTF_8);
        try (MappingIterator<JsonNode> values = this.json.readerFor(JsonNode.class).readValues(text)) {
            while (values.hasNextValue()) {
                if (!(values.nextValue() instanceof ObjectNode document)) {
                    throw Filters.invalid("body", "must be JSON objects, one after the other");
                }
                documents.add(document);
            }
        }
        catch (JacksonException ex) {
            throw ApiException.badRequest("The body is not well-formed JSON.");
        }
        return documents;
    }

    private record PageState(@Nullable TracePosition after, boolean over) {
    }

    record ImportAnswer(long imported, long known, List<UUID> traces) {
    }

}
