// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Collects the routes of this server. A path that is known with another method answers
 * 405, any other path 404.
 */
public final class Routes {

    static final String RESOURCE = Routes.class.getName() + ".resource";

    private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    private static final int SMALL_BODY_BYTES = 64 * 1024;

    private static final DataBufferFactory BUFFERS = DefaultDataBufferFactory.sharedInstance;

    private final RouterFunctions.Builder router = RouterFunctions.route();

    private final Map<String, TreeSet<String>> methodsByPattern = new LinkedHashMap<>();

    private final JsonMapper json;

    private final Scheduler blocking;

    private final Runnable beforeReading;

    /**
     * Makes an empty collection.
     * @param json reads bodies and writes answers
     * @param blocking runs the endpoints that may block
     * @param beforeReading runs before each endpoint that answers at once or with a
     * stream, and may block
     */
    public Routes(JsonMapper json, Scheduler blocking, Runnable beforeReading) {
        this.json = json;
        this.blocking = blocking;
        this.beforeReading = beforeReading;
    }

    /**
     * Adds an endpoint that reads the whole body and may block.
     * @param method the HTTP method
     * @param pattern the path pattern
     * @param endpoint what answers
     * @return this
     */
    public Routes add(HttpMethod method, String pattern, Endpoint endpoint) {
        return addReactive(method, pattern,
                (request) -> run(request, (call) -> Mono.just(read(call, endpoint::answer)), MAX_BODY_BYTES));
    }

    /**
     * Adds an endpoint that reads the whole body and answers later.
     * @param method the HTTP method
     * @param pattern the path pattern
     * @param endpoint what answers
     * @return this
     */
    public Routes addLater(HttpMethod method, String pattern, LaterEndpoint endpoint) {
        return addLater(method, pattern, endpoint, MAX_BODY_BYTES);
    }

    /**
     * Adds an endpoint that reads the whole body and answers later.
     * @param method the HTTP method
     * @param pattern the path pattern
     * @param endpoint what answers
     * @param maxBytes how large the body may be
     * @return this
     */
    public Routes addLater(HttpMethod method, String pattern, LaterEndpoint endpoint, int maxBytes) {
        return addReactive(method, pattern,
                (request) -> run(request, (call) -> Mono.fromCompletionStage(() -> endpoint.answer(call)), maxBytes));
    }

    /**
     * Adds an endpoint that answers later and never blocks: a small body is read on the
     * event loop, which saves waking another thread twice for each request.
     * @param method the HTTP method
     * @param pattern the path pattern
     * @param endpoint what answers
     * @return this
     */
    public Routes addQuick(HttpMethod method, String pattern, LaterEndpoint endpoint) {
        return addReactive(method, pattern, (request) -> body(request, MAX_BODY_BYTES)
            .flatMap((body) -> onThreadFor(body))
            .flatMap((body) -> Mono.fromCompletionStage(() -> endpoint.answer(new Call(request, body, this.json))))
            .publishOn(OwnThread.of(request.exchange().getRequest()))
            .flatMap((answer) -> respond(request, answer)));
    }

    private Mono<byte[]> onThreadFor(byte[] body) {
        return (body.length <= SMALL_BODY_BYTES) ? Mono.just(body) : Mono.just(body).publishOn(this.blocking);
    }

    /**
     * Adds an endpoint whose answer is too long for the memory.
     * @param method the HTTP method
     * @param pattern the path pattern
     * @param endpoint makes the answer, on a thread that may block, and so does the
     * answer
     * @return this
     */
    public Routes addStream(HttpMethod method, String pattern, Function<Call, Lines> endpoint) {
        return addReactive(method, pattern,
                (request) -> body(request, MAX_BODY_BYTES).publishOn(this.blocking)
                    .map((body) -> read(new Call(request, body, this.json), endpoint))
                    .flatMap(this::respond));
    }

    /**
     * Adds a handler that does not block.
     * @param method the HTTP method
     * @param pattern the path pattern
     * @param handler what answers, on the event loop
     * @return this
     */
    public Routes addReactive(HttpMethod method, String pattern, HandlerFunction<ServerResponse> handler) {
        this.methodsByPattern.computeIfAbsent(pattern, (key) -> new TreeSet<>()).add(method.name());
        this.router.route(RequestPredicates.method(method).and(RequestPredicates.path(pattern)), handler);
        return this;
    }

    /**
     * Answers that there is nothing at a path.
     * @param request the request
     * @return an error with status 404
     */
    public static Mono<ServerResponse> nothingAt(ServerRequest request) {
        return Mono.error(ApiException.notFound("There is nothing at %s.".formatted(request.path())));
    }

    RouterFunction<ServerResponse> build() {
        this.methodsByPattern.forEach((pattern, methods) -> this.router.route(RequestPredicates.path(pattern),
                (request) -> wrongMethod(request, String.join(", ", methods))));
        this.router.route(RequestPredicates.all(), Routes::nothingAt);
        return this.router.build();
    }

    // The thread that writes to the database completes many answers at once: it hands
    // them over, and does not write them to the network.
    private Mono<ServerResponse> run(ServerRequest request, Function<Call, Mono<Answer>> endpoint, int maxBytes) {
        return body(request, maxBytes).publishOn(this.blocking)
            .flatMap((body) -> endpoint.apply(new Call(request, body, this.json)))
            .publishOn(this.blocking)
            .flatMap((answer) -> respond(request, answer));
    }

    private <T> T read(Call call, Function<Call, T> endpoint) {
        this.beforeReading.run();
        return endpoint.apply(call);
    }

    private static Mono<byte[]> body(ServerRequest request, int maxBytes) {
        if (request.headers().contentLength().orElse(0) > maxBytes) {
            return Mono.error(ApiException.tooLarge(maxBytes));
        }
        return DataBufferUtils.join(request.exchange().getRequest().getBody(), maxBytes)
            .map(Routes::bytes)
            .defaultIfEmpty(new byte[0])
            .onErrorMap(DataBufferLimitException.class, (failure) -> ApiException.tooLarge(maxBytes));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private Mono<ServerResponse> respond(Lines lines) {
        ServerResponse.BodyBuilder response = ServerResponse.ok();
        Answer.file(lines.name(), "application/x-ndjson", "")
            .headers()
            .forEach((name, value) -> response.headers((headers) -> headers.set(name, value)));
        Flux<DataBuffer> content = lines.lines()
            .subscribeOn(this.blocking)
            .map((line) -> BUFFERS.wrap(line.getBytes(StandardCharsets.UTF_8)));
        return response.body(BodyInserters.fromDataBuffers(content));
    }

    private Mono<ServerResponse> respond(ServerRequest request, Answer answer) {
        if (answer.resource() != null) {
            request.exchange().getAttributes().put(RESOURCE, answer.resource());
        }
        ServerResponse.BodyBuilder response = ServerResponse.status(answer.status());
        byte[] body = write(answer.body());
        if (body != null) {
            response.contentType(MediaType.APPLICATION_JSON);
        }
        answer.headers().forEach((name, value) -> response.headers((headers) -> headers.set(name, value)));
        return (body != null) ? response.bodyValue(body) : response.build();
    }

    private byte @Nullable [] write(@Nullable Object body) {
        if (body == null) {
            return null;
        }
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        return (body instanceof String text) ? text.getBytes(StandardCharsets.UTF_8)
                : this.json.writeValueAsBytes(body);
    }

    private static Mono<ServerResponse> wrongMethod(ServerRequest request, String allowed) {
        request.exchange().getResponse().getHeaders().set("Allow", allowed);
        return Mono.error(ApiException.methodNotAllowed(
                "%s %s is not possible; allowed: %s.".formatted(request.method(), request.path(), allowed)));
    }

    /**
     * A long answer.
     *
     * @param name the file's name
     * @param lines its lines, with their ends
     */
    public record Lines(String name, Flux<String> lines) {
    }

}
