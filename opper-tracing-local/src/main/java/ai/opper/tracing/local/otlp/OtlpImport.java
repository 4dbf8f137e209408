// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.local.store.DuplicateException;
import ai.opper.tracing.local.store.Span;
import ai.opper.tracing.local.store.SpanStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Stores spans of OpenTelemetry. */
public final class OtlpImport {

    private final SpanStore spans;

    /**
     * Makes it.
     * @param spans where spans are stored
     */
    public OtlpImport(SpanStore spans) {
        this.spans = spans;
    }

    /**
     * Stores a request in OTLP/JSON.
     * @param request the request
     * @return what came of it, once it is stored
     */
    public CompletionStage<Result> json(JsonNode request) {
        return store(OtlpJson.read(request));
    }

    CompletionStage<Result> store(List<OtlpSpan> received) {
        List<CompletableFuture<Boolean>> stored = new ArrayList<>();
        long rejected = 0;
        String why = "";
        for (OtlpSpan span : received) {
            String problem = OtlpSpans.problem(span);
            if (problem == null) {
                stored.add(take(OtlpSpans.span(span)));
            }
            else {
                rejected++;
                why = problem;
            }
        }
        Result result = new Result(0, 0, rejected, why);
        return CompletableFuture.allOf(stored.toArray(CompletableFuture<?>[]::new)).thenApply((done) -> {
            long fresh = stored.stream().filter(CompletableFuture::join).count();
            return new Result(fresh, stored.size() - fresh, result.rejected(), result.why());
        });
    }

    // Sent again is stored already.
    private CompletableFuture<Boolean> take(Span span) {
        return this.spans.take(span).handle((done, failure) -> {
            if (failure == null) {
                return true;
            }
            if (cause(failure) instanceof DuplicateException) {
                return false;
            }
            throw new CompletionException(cause(failure));
        });
    }

    private static Throwable cause(Throwable failure) {
        @Nullable Throwable cause = failure.getCause();
        return (failure instanceof CompletionException && cause != null) ? cause : failure;
    }

    /**
     * What came of a request.
     *
     * @param stored how many spans are new
     * @param known how many were there before
     * @param rejected how many cannot be stored
     * @param why why the last of those cannot, or ""
     */
    public record Result(long stored, long known, long rejected, String why) {
    }

}
