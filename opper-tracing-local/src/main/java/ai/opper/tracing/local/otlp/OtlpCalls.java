// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.otlp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPInputStream;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.ApiException;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.store.SpanStore;
import com.google.protobuf.InvalidProtocolBufferException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;

/**
 * {@code POST /v1/traces}: OTLP over HTTP, as Protobuf or JSON, compressed with gzip or
 * not.
 */
public final class OtlpCalls {

    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final String PROTOBUF = "application/x-protobuf";

    private static final String JSON = "application/json";

    // Lenient, unlike that of Opper's API: a duplicate key is no reason to lose a batch.
    private final JsonMapper json = JsonMapper.builder().build();

    private final OtlpImport spans;

    private OtlpCalls(SpanStore spans) {
        this.spans = new OtlpImport(spans);
    }

    /**
     * Adds the call.
     * @param routes where to add it
     * @param spans where spans are stored
     */
    public static void addTo(Routes routes, SpanStore spans) {
        OtlpCalls calls = new OtlpCalls(spans);
        routes.addLater(HttpMethod.POST, "/v1/traces", calls::export, MAX_BYTES);
    }

    private CompletionStage<Answer> export(Call call) {
        String type = String.valueOf(call.header("Content-Type")).toLowerCase(Locale.ROOT);
        byte[] body = plain(call);
        if (type.startsWith(JSON)) {
            return json(body);
        }
        if (type.startsWith(PROTOBUF)) {
            return protobuf(body);
        }
        throw ApiException.unsupported("The content type must be %s or %s.".formatted(PROTOBUF, JSON));
    }

    private CompletionStage<Answer> json(byte[] body) {
        try {
            return this.spans.json(this.json.readTree(body)).thenApply((result) -> {
                Object answer = (result.rejected() == 0) ? Map.of() : Map.of("partialSuccess",
                        Map.of("rejectedSpans", String.valueOf(result.rejected()), "errorMessage", result.why()));
                return Answer.ok(answer);
            });
        }
        catch (JacksonException ex) {
            throw ApiException.badRequest("The body is not well-formed JSON.");
        }
    }

    private CompletionStage<Answer> protobuf(byte[] body) {
        try {
            return this.spans.store(OtlpProtobuf.read(body))
                .thenApply((result) -> Answer.content(PROTOBUF, OtlpProtobuf.answer(result.rejected(), result.why())));
        }
        catch (InvalidProtocolBufferException ex) {
            throw ApiException.badRequest("The body is no ExportTraceServiceRequest.");
        }
    }

    private static byte[] plain(Call call) {
        String encoding = call.header("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return call.bytes();
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw ApiException.unsupported("The content encoding must be gzip or none.");
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(call.bytes()))) {
            byte[] plain = in.readNBytes(MAX_BYTES + 1);
            if (plain.length > MAX_BYTES) {
                throw ApiException.tooLarge(MAX_BYTES);
            }
            return plain;
        }
        catch (IOException ex) {
            throw ApiException.badRequest("The body is not compressed with gzip.");
        }
    }

}
