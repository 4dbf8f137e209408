// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import ai.opper.tracing.aspect.TracedBeanPostProcessor;
import ai.opper.tracing.export.opper.OpperApiVersion;
import ai.opper.tracing.export.otlp.OtlpCompression;
import ai.opper.tracing.observation.Privacy;

/**
 * What can be said about tracing in {@code application.yml}.
 *
 * @param enabled Whether anything is traced. When off there is no aspect, no thread and
 * no connection.
 * @param apiKey Bearer token for Opper's API. The environment variable OPPER_API_KEY is
 * used when this is not set.
 * @param baseUrl Address of Opper's API, without '/v2' or '/v3'. The environment variable
 * OPPER_BASE_URL is used when this is not set, and https://api.opper.ai when neither is.
 * @param apiVersion Version of Opper's API. With v2 this process makes the ids of spans;
 * with v3 Opper does.
 * @param serviceName Name of this service in the metadata of every span. The default is
 * spring.application.name.
 * @param tags Tags of every span.
 * @param metadata Metadata of every span.
 * @param maxSpanAge How long a span may be open. Then it is closed as abandoned, with the
 * spans inside of it.
 * @param observations Which observations of other libraries become spans.
 * @param propagation How traces go on in other services.
 * @param sampling Which traces are recorded.
 * @param capture How inputs and outputs are rendered.
 * @param redaction What must not leave the process.
 * @param privacy How much of what the application handles may leave the process. With
 * 'strict' names, types, ids, times and numbers only.
 * @param export How spans are sent.
 * @param spool Where spans are kept that must outlive the process.
 * @param gateway How calls that go to Opper by themselves hang under spans.
 * @param otlp Where spans go over OpenTelemetry's protocol.
 * @param opentelemetry What is recorded of the work that OpenTelemetry's instrumentation
 * sees.
 * @param springAi What is recorded of the work that Spring AI does.
 * @param langchain4j What is recorded of the work that LangChain4j does.
 * @param advisorOrder Where the advisor of traced methods stands among others: the lower,
 * the further out.
 * @param proxyCheck What happens at the start when no proxy can see a call of a traced
 * method.
 * @param logTraces Whether each finished trace is printed to the log as a tree.
 */
@ConfigurationProperties("opper.tracing")
public record OpperTracingProperties(@DefaultValue("true") boolean enabled, @Nullable String apiKey,
        @Nullable String baseUrl, @DefaultValue("v2") OpperApiVersion apiVersion, @Nullable String serviceName,
        @DefaultValue Map<String, String> tags, @DefaultValue Map<String, String> metadata,
        @DefaultValue("1h") Duration maxSpanAge, @DefaultValue Observations observations,
        @DefaultValue Propagation propagation, @DefaultValue Sampling sampling, @DefaultValue Capture capture,
        @DefaultValue Redaction redaction, @DefaultValue("standard") Privacy privacy, @DefaultValue Export export,
        @DefaultValue Spool spool, @DefaultValue Gateway gateway, @DefaultValue Otlp otlp,
        @DefaultValue OpenTelemetry opentelemetry, @DefaultValue SpringAi springAi,
        @DefaultValue Langchain4j langchain4j,
        @DefaultValue("" + TracedBeanPostProcessor.DEFAULT_ADVISOR_ORDER) int advisorOrder,
        @DefaultValue("warn") ProxyCheckMode proxyCheck, @DefaultValue("false") boolean logTraces) {

    /** Leaves the key out: this may end up in a log. */
    @Override
    public String toString() {
        return "OpperTracingProperties[enabled=" + this.enabled + ", baseUrl=" + this.baseUrl + ']';
    }

    /** Whether what models and stores are told and say may be recorded. */
    boolean includesSpringAiContent() {
        return this.springAi.includeContent() && this.privacy != Privacy.STRICT;
    }

    /** The same for LangChain4j. */
    boolean includesLangChain4jContent() {
        return this.langchain4j.includeContent() && this.privacy != Privacy.STRICT;
    }

    /** What happens when no proxy can see a call of a traced method. */
    public enum ProxyCheckMode {

        /** One warning lists all of them. */
        WARN,

        /** The application does not start. */
        FAIL,

        /** Nobody looks. */
        OFF

    }

    /**
     * Which observations of other libraries become spans.
     *
     * @param include Names of observations to record, such as 'tasks.*'. HTTP requests
     * that are served are recorded without being named, when something inside of them is
     * traced.
     * @param exclude Names of observations that are not recorded in any case, such as
     * 'http.server.requests'.
     */
    public record Observations(@DefaultValue List<String> include, @DefaultValue List<String> exclude) {
    }

    /**
     * How traces go on in other services.
     *
     * @param enabled Whether instrumented calls carry the headers X-Opper-Trace-Id and
     * X-Opper-Parent-Span-Id, and incoming calls are asked for them.
     * @param hosts Hosts whose requests get the headers, such as '*.example.org'. All of
     * them when there are none.
     */
    public record Propagation(@DefaultValue("true") boolean enabled, @DefaultValue List<String> hosts) {
    }

    /**
     * Which traces are recorded.
     *
     * @param probability Share of new traces that are recorded, from 0 to 1. Spans follow
     * the decision for the first span of their trace.
     * @param followTracer Whether the decision of Micrometer Tracing takes the place of
     * the probability. Its default in Spring Boot keeps one trace in ten.
     */
    public record Sampling(@DefaultValue("1.0") double probability, @DefaultValue("false") boolean followTracer) {
    }

    /**
     * How inputs and outputs are rendered.
     *
     * @param input Whether inputs are recorded at all.
     * @param output Whether outputs are recorded at all.
     * @param maxBytes Size of one payload, at least 256 bytes. What does not fit is left
     * out, and the payload says so.
     * @param maxDepth How many containers deep a value is rendered, from 1 to 32.
     */
    public record Capture(@DefaultValue("true") boolean input, @DefaultValue("true") boolean output,
            @DefaultValue("16KB") DataSize maxBytes, @DefaultValue("8") int maxDepth) {
    }

    /**
     * What must not leave the process.
     *
     * @param keys Names whose values are hidden, compared word by word from the end and
     * without regard to case: 'api-key' hides 'openaiApiKey'. Replaces the default list
     * of passwords, tokens, keys, secrets, cookies and card numbers.
     * @param patterns Regular expressions; what they match is hidden in every text and
     * number.
     */
    public record Redaction(@Nullable List<String> keys, @DefaultValue List<String> patterns) {
    }

    /**
     * How spans are sent.
     *
     * @param enabled Whether spans are sent to Opper, or to Local Opper. When off they go
     * to other exporters only, such as that of 'opper.tracing.otlp.endpoint'.
     * @param maxBufferSize How many bytes of spans may wait in memory. When it is full
     * the newest span is dropped and counted.
     * @param maxConcurrency How many requests may be under way at once.
     * @param flushInterval Longest wait of a finished span that nothing holds.
     * @param hold How long a finished span waits for the span above it to end, so that
     * one request per span is enough.
     * @param connectTimeout How long connecting may take.
     * @param responseTimeout How long an answer may take.
     * @param shutdownTimeout How long sending what is left may take when the application
     * stops.
     */
    public record Export(@DefaultValue("true") boolean enabled, @DefaultValue("16MB") DataSize maxBufferSize,
            @DefaultValue("64") int maxConcurrency, @DefaultValue("500ms") Duration flushInterval,
            @DefaultValue("2s") Duration hold, @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("10s") Duration responseTimeout, @DefaultValue("5s") Duration shutdownTimeout) {
    }

    /**
     * Where spans are kept that must outlive the process.
     *
     * @param directory Directory for the spans that have not been sent, which outlive the
     * process there. Without one they are kept in memory only. Several applications may
     * share it.
     * @param maxSize How many bytes of files one process keeps there. When there are more
     * the oldest spans are dropped and counted.
     * @param maxAge How long a span is kept there.
     */
    public record Spool(@Nullable String directory, @DefaultValue("256MB") DataSize maxSize,
            @DefaultValue("24h") Duration maxAge) {
    }

    /**
     * How calls that go to Opper by themselves, such as calls of models, hang under
     * spans.
     *
     * @param enabled Whether instrumented calls to the address of Opper's API carry the
     * headers that put them under the current span, which is sent to Opper first.
     * @param openTimeout How long a call waits at most until Opper has the span above it.
     * The call goes on in any case.
     * @param recordTwice Whether the span of a model call that went through Opper keeps
     * messages and token counts. Opper's own span below it has them, too.
     * @param sendTags Whether such calls tell Opper up to eight tags of the span.
     * @param springAi Whether Spring AI's client for OpenAI calls models through Opper:
     * spring.ai.openai.base-url and spring.ai.openai.api-key are replaced.
     */
    public record Gateway(@DefaultValue("true") boolean enabled, @DefaultValue("250ms") Duration openTimeout,
            @DefaultValue("false") boolean recordTwice, @DefaultValue("true") boolean sendTags,
            @DefaultValue("false") boolean springAi) {
    }

    /**
     * Where spans go over OpenTelemetry's protocol, with the attributes of OpenInference.
     *
     * @param endpoint Address of an endpoint for OTLP over HTTP, such as
     * http://localhost:4318. Without a path '/v1/traces' is added. Needs the dependency
     * io.opentelemetry:opentelemetry-exporter-otlp.
     * @param headers Headers of each request, such as one with a key.
     * @param timeout How long a request may take.
     * @param connectTimeout How long connecting may take.
     * @param compression How requests are compressed.
     * @param genAi Whether the attributes 'gen_ai.*' of OpenTelemetry's conventions are
     * written, too.
     * @param resourceAttributes Attributes of the service that spans come from, beside
     * 'service.name'.
     * @param maxBufferSize How many bytes of spans may wait in memory for this endpoint.
     * When it is full the newest span is dropped and counted.
     * @param maxBatchSize How many spans one request has at most.
     * @param flushInterval How long a finished span waits for others at most.
     */
    public record Otlp(@Nullable String endpoint, @DefaultValue Map<String, String> headers,
            @DefaultValue("10s") Duration timeout, @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("none") OtlpCompression compression, @DefaultValue("false") boolean genAi,
            @DefaultValue Map<String, String> resourceAttributes, @DefaultValue("16MB") DataSize maxBufferSize,
            @DefaultValue("512") int maxBatchSize, @DefaultValue("1s") Duration flushInterval) {

        /** Leaves headers out: this may end up in a log. */
        @Override
        public String toString() {
            return "Otlp[endpoint=" + this.endpoint + ']';
        }

    }

    /**
     * What is recorded of the work that OpenTelemetry's instrumentation sees.
     *
     * @param enabled Whether spans of an OpenTelemetry SDK in this process go to Opper,
     * too. Those that Spring Boot makes of observations do not;
     * 'opper.tracing.observations' is for them.
     */
    public record OpenTelemetry(@DefaultValue("false") boolean enabled) {
    }

    /**
     * What is recorded of the work that Spring AI does.
     *
     * @param includeContent Whether messages to and from models, arguments and results of
     * tools, queries and documents are recorded, and the messages of exceptions, which
     * may quote them. Limits and redaction hold for them as for everything else.
     */
    public record SpringAi(@DefaultValue("false") boolean includeContent) {
    }

    /**
     * What is recorded of the work that LangChain4j does.
     *
     * @param includeContent Whether what people and models say, arguments and results of
     * tools, queries and documents are recorded, and the messages of exceptions, which
     * may quote them. Limits and redaction hold for them as for everything else.
     */
    public record Langchain4j(@DefaultValue("false") boolean includeContent) {
    }

}
