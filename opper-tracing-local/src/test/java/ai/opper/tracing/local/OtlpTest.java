// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code POST /v1/traces}: what OpenTelemetry's SDKs send. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OtlpTest {

    private static RunningOpper opper;

    @Parameter
    TestDatabase database;

    private final Api api = opper.api();

    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        opper = RunningOpper.on(database);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        opper.close();
    }

    @Test
    void protobuf_isStoredAndAnswered() throws Exception {
        Span.Builder root = span("00f067aa0ba902b7", "", "turn").addAttributes(text("session.id", "s-1"))
            .addAttributes(text("openinference.span.kind", "AGENT"))
            .addAttributes(text("input.value", "Where is it?"))
            .addAttributes(text("output.value", "There."));
        HttpResponse<byte[]> response = post(request(root).toByteArray(), "application/x-protobuf");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-protobuf");
        assertThat(ExportTraceServiceResponse.parseFrom(response.body()).hasPartialSuccess()).isFalse();
        JsonNode found = trace();
        assertThat(found.path("name").asString()).isEqualTo("turn");
        assertThat(found.path("type").asString()).isEqualTo("agent");
        assertThat(found.path("session").asString()).isEqualTo("s-1");
        assertThat(found.path("services").toString()).isEqualTo("[\"shop\"]");
        assertThat(found.path("input_preview").asString()).isEqualTo("Where is it?");
        assertThat(found.path("duration_us").asLong()).isEqualTo(1_500_000);
        assertThat(found.path("start_time").asString()).isEqualTo("2026-11-20T10:00:00.000001Z");
    }

    @Test
    void gzip_isRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(request(span("00f067aa0ba902b7", "", "zipped")).toByteArray());
        }
        assertThat(post(bytes.toByteArray(), "application/x-protobuf", "Content-Encoding", "gzip").statusCode())
            .isEqualTo(200);
        assertThat(trace().path("name").asString()).isEqualTo("zipped");
        assertThat(post(new byte[] { 1, 2 }, "application/x-protobuf", "Content-Encoding", "gzip").statusCode())
            .isEqualTo(400);
        assertThat(post(bytes.toByteArray(), "application/x-protobuf", "Content-Encoding", "br").statusCode())
            .isEqualTo(415);
    }

    @Test
    void gzipBomb_isRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 70; i++) {
                zip.write(new byte[1024 * 1024]);
            }
        }
        assertThat(post(bytes.toByteArray(), "application/x-protobuf", "Content-Encoding", "gzip").statusCode())
            .isEqualTo(413);
    }

    @Test
    void children_mayComeBeforeTheirParents() throws Exception {
        post(request(span("0000000000000002", "0000000000000001", "inner")).toByteArray(), "application/x-protobuf");
        assertThat(trace().path("name").asString()).isEqualTo("inner");
        assertThat(trace().path("status").asString()).isEqualTo("ok");
        post(request(span("0000000000000003", "0000000000000002", "innermost"),
                span("0000000000000001", "", "outer")
                    .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("broken")))
            .toByteArray(), "application/x-protobuf");
        JsonNode found = trace();
        assertThat(found.path("name").asString()).isEqualTo("outer");
        assertThat(found.path("status").asString()).isEqualTo("error");
        assertThat(found.path("error").asString()).isEqualTo("broken");
        assertThat(found.path("span_count").asInt()).isEqualTo(3);
        JsonNode spans = spans();
        assertThat(child(spans, "innermost").path("parent_id")).isEqualTo(child(spans, "inner").path("id"));
        assertThat(child(spans, "inner").path("parent_id")).isEqualTo(child(spans, "outer").path("id"));
    }

    @Test
    void sameSpanIdInOtherTrace_isAnotherSpan() throws Exception {
        String other = UUID.randomUUID().toString().replace("-", "");
        post(request(span("0000000000000001", "", "one"), span("0000000000000001", "", "two").setTraceId(bytes(other)))
            .toByteArray(), "application/x-protobuf");
        assertThat(trace().path("span_count").asInt()).isEqualTo(1);
        assertThat(this.api.get("/local/api/traces/" + uuid(other))
            .expect(200)
            .json()
            .path("trace")
            .path("name")
            .asString()).isEqualTo("two");
    }

    @Test
    void sentAgain_isStoredOnce() throws Exception {
        byte[] request = request(span("0000000000000001", "", "again")).toByteArray();
        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> response = post(request, "application/x-protobuf");
            assertThat(ExportTraceServiceResponse.parseFrom(response.body()).hasPartialSuccess()).isFalse();
        }
        assertThat(trace().path("span_count").asInt()).isEqualTo(1);
    }

    @Test
    void spansThatCannotBeStored_arePartialSuccess() throws Exception {
        byte[] request = request(span("0000000000000001", "", "good"), span("00", "", "bad"),
                span("0000000000000000", "", "worse"))
            .toByteArray();
        ExportTraceServiceResponse response = ExportTraceServiceResponse
            .parseFrom(post(request, "application/x-protobuf").body());
        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
        assertThat(response.getPartialSuccess().getErrorMessage()).contains("span id");
        assertThat(trace().path("span_count").asInt()).isEqualTo(1);
    }

    @Test
    void json_isStoredAndAnswered() {
        Api.Reply reply = json("""
                {"traceId":"%s","spanId":"EEE19B7EC3C1B174","name":"chat m","kind":3,
                 "startTimeUnixNano":"1795168800000000000","endTimeUnixNano":1795168801000000000,"unknown":[],
                 "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                   {"key":"gen_ai.request.model","value":{"stringValue":"m-1"}},
                   {"key":"gen_ai.usage.input_tokens","value":{"intValue":"12"}},
                   {"key":"gen_ai.usage.output_tokens","value":{"intValue":3}}],
                 "events":[{"name":"exception","timeUnixNano":"1795168800500000000","attributes":[
                   {"key":"exception.type","value":{"stringValue":"TimeoutError"}},
                   {"key":"exception.message","value":{"stringValue":"late"}}]}],
                 "status":{"code":2}}""".formatted(this.trace));
        assertThat(reply.expect(200).body()).isEqualTo("{}");
        JsonNode found = trace();
        assertThat(found.path("type").asString()).isEqualTo("llm");
        assertThat(found.path("total_tokens").asInt()).isEqualTo(15);
        assertThat(found.path("models").toString()).isEqualTo("[\"m-1\"]");
        assertThat(found.path("error").asString()).isEqualTo("TimeoutError: late");
        JsonNode span = spans().get(0);
        assertThat(span.path("events").get(0).path("name").asString()).isEqualTo("exception");
        JsonNode bad = json("{\"traceId\":\"\",\"spanId\":\"1\",\"name\":\"x\"}").expect(200).json();
        assertThat(bad.path("partialSuccess").path("rejectedSpans").asString()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "input | [{\"role\":\"user\",\"content\":\"hi\"}] | llm.input_messages.0.message.role=user | llm.input_messages.0.message.content=hi",
            "output | [{\"role\":\"assistant\",\"content\":\"ho\"}] | llm.output_messages.0.message.role=assistant | llm.output_messages.0.message.content=ho",
            "output | [{\"id\":\"d1\",\"content\":\"text\"}] | retrieval.documents.0.document.id=d1 | retrieval.documents.0.document.content=text",
            "input | [{\"role\":\"user\",\"parts\":[]}] | gen_ai.input.messages=[{\"role\":\"user\",\"parts\":[]}] | x=y",
            "output | [{\"role\":\"assistant\"}] | gen_ai.output.messages=[{\"role\":\"assistant\"}] | x=y",
            "input | [{\"role\":\"user\",\"content\":\"p\"}] | gen_ai.prompt.0.role=user | gen_ai.prompt.0.content=p",
            "input | {\"messages\":[{\"content\":\"hi\"}],\"tools\":[{\"json_schema\":\"{}\"}]} | llm.input_messages.0.message.content=hi | llm.tools.0.tool.json_schema={}",
            "input | {\"messages\":[{\"role\":\"user\",\"parts\":[]}],\"tools\":[{\"name\":\"t\"}]} | gen_ai.input.messages=[{\"role\":\"user\",\"parts\":[]}] | gen_ai.tool.definitions=[{\"name\":\"t\"}]",
            "input | [{\"role\":\"system\",\"parts\":[{\"content\":\"s\"}]},{\"role\":\"user\"}] | gen_ai.input.messages=[{\"role\":\"user\"}] | gen_ai.system_instructions=[{\"content\":\"s\"}]",
            "input | [{\"role\":\"system\",\"parts\":[{\"content\":\"s\"}]}] | gen_ai.system_instructions=[{\"content\":\"s\"}] | x=y",
            "input | no list | gen_ai.input.messages=no list | x=y",
            "output | [{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}] | llm.output_messages.0.message.tool_calls.0.tool_call.function.name=f | llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments={}",
            "output | [{\"a\":\"1\",\"a.b\":\"2\"}] | llm.output_messages.0.message.a=1 | llm.output_messages.0.message.a.b=2",
            "input | plain | input.value=plain | input.mime_type=text/plain",
            "input | {\"a\":1} | gen_ai.tool.call.arguments={\"a\":1} | x=y",
            "output | 42 | gen_ai.tool.call.result=42 | x=y" })
    void payloads_areFoundByTheirConventions(String which, String expected, String one, String other) throws Exception {
        post(request(span("0000000000000001", "", "payload").addAttributes(pair(one)).addAttributes(pair(other)))
            .toByteArray(), "application/x-protobuf");
        String id = spans().get(0).path("id").asString();
        JsonNode span = this.api.get("/local/api/spans/" + id).expect(200).json();
        assertThat(span.path(which).path("text").asString()).isEqualTo(expected);
        String name = one.substring(0, one.indexOf('='));
        assertThat(span.path("attributes").path(name).asString()).isEqualTo(one.substring(one.indexOf('=') + 1));
    }

    @ParameterizedTest
    @CsvSource({ "openinference.span.kind,RETRIEVER,retriever", "gen_ai.operation.name,execute_tool,tool",
            "gen_ai.operation.name,invoke_agent,agent", "gen_ai.operation.name,embeddings,embedding",
            "traceloop.span.kind,workflow,workflow", "http.request.method,GET,http" })
    void types_areFoundByTheirConventions(String name, String value, String type) throws Exception {
        post(request(span("0000000000000001", "", "typed").setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .addAttributes(text(name, value))).toByteArray(), "application/x-protobuf");
        assertThat(trace().path("type").asString()).isEqualTo(type);
    }

    @Test
    void hostileMessages_areRefusedOrHarmless() throws Exception {
        assertThat(post("not protobuf".getBytes(StandardCharsets.UTF_8), "application/x-protobuf").statusCode())
            .isEqualTo(400);
        assertThat(post("{".getBytes(StandardCharsets.UTF_8), "application/json").statusCode()).isEqualTo(400);
        assertThat(post(new byte[0], "text/plain").statusCode()).isEqualTo(415);
        AnyValue deep = AnyValue.newBuilder().setStringValue("x").build();
        for (int i = 0; i < 200; i++) {
            deep = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(deep)).build();
        }
        byte[] nested = request(
                span("0000000000000001", "", "deep").addAttributes(KeyValue.newBuilder().setKey("deep").setValue(deep)))
            .toByteArray();
        assertThat(post(nested, "application/x-protobuf").statusCode()).isEqualTo(400);
        post(request(span("0000000000000002", "", "nul\u0000name").addAttributes(text("input.value", "a\u0000b")))
            .toByteArray(), "application/x-protobuf");
        assertThat(trace().path("name").asString()).isEqualTo("nul\uFFFDname");
    }

    @Test
    void export_isReadAgainAsItWas() throws Exception {
        post(request(span("0000000000000001", "", "outer").addAttributes(text("openinference.span.kind", "CHAIN"))
            .addAttributes(text("input.value", "in")), span("0000000000000002", "0000000000000001", "inner"))
            .toByteArray(), "application/x-protobuf");
        String path = "/local/api/traces/" + uuid(this.trace);
        JsonNode before = spans();
        String exported = this.api.get(path + "/export?format=otlp").expect(200).body();
        assertThat(exported).contains("\"traceId\":\"" + this.trace + "\"", "\"spanId\":\"0000000000000002\"");
        this.api.delete(path).expect(204);
        this.api.post("/v1/traces", exported, "Content-Type", "application/json").expect(200);
        assertThat(spans()).isEqualTo(before);
    }

    private JsonNode trace() {
        return this.api.get("/local/api/traces/" + uuid(this.trace)).expect(200).json().path("trace");
    }

    private JsonNode spans() {
        return this.api.get("/local/api/traces/" + uuid(this.trace)).expect(200).json().path("spans");
    }

    private static JsonNode child(JsonNode spans, String name) {
        for (JsonNode span : spans) {
            if (span.path("name").asString().equals(name)) {
                return span;
            }
        }
        throw new AssertionError("There is no span " + name);
    }

    private static String uuid(String hex) {
        return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private Api.Reply json(String span) {
        return this.api.post("/v1/traces",
                "{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"spans\":[%s]}]}]}".formatted(span),
                "Content-Type", "application/json");
    }

    private Span.Builder span(String id, String parent, String name) {
        return Span.newBuilder()
            .setTraceId(bytes(this.trace))
            .setSpanId(bytes(id))
            .setParentSpanId(bytes(parent))
            .setName(name)
            .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
            .setStartTimeUnixNano(1_795_168_800_000_001_234L)
            .setEndTimeUnixNano(1_795_168_801_500_001_234L);
    }

    private static ExportTraceServiceRequest request(Span.Builder... spans) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        List.of(spans).forEach(scope::addSpans);
        return ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(text("service.name", "shop")))
                .addScopeSpans(scope))
            .build();
    }

    private static KeyValue pair(String text) {
        int equals = text.indexOf('=');
        return text(text.substring(0, equals), text.substring(equals + 1));
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)).build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    private static HttpResponse<byte[]> post(byte[] body, String type, String... headers)
            throws IOException, InterruptedException {
        URI uri = opper.opper().url().resolve("/v1/traces");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

}
