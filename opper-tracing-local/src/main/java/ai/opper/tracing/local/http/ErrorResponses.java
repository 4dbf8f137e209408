// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import ai.opper.tracing.local.http.ApiException.Violation;
import ai.opper.tracing.local.store.DuplicateException;
import ai.opper.tracing.local.store.TraceMismatchException;
import ai.opper.tracing.local.store.UnknownIdException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/** Answers every failure in the API's error shape. */
final class ErrorResponses implements WebExceptionHandler {

    private static final Log logger = LogFactory.getLog(ErrorResponses.class);

    private static final long MAX_DRAINED_BYTES = 64 * 1024 * 1024L;

    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

    private final JsonMapper json;

    ErrorResponses(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        ApiException error = toApi(failure);
        if (error.status() == 500) {
            // Only types: a database driver's message may quote what was to be stored.
            logger.warn("%s %s failed: %s".formatted(exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath().value(), types(failure)));
        }
        response.setStatusCode(HttpStatusCode.valueOf(error.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        boolean third = exchange.getRequest().getPath().value().startsWith("/v3/");
        byte[] body = this.json.writeValueAsBytes(third ? error.thirdBody() : error.body());
        return drained(exchange)
            .then(Mono.defer(() -> response.writeWith(Mono.just(response.bufferFactory().wrap(body)))));
    }

    // A request that is refused before its body was read leaves the body in the
    // connection, where the next request would wait behind it.
    private static Mono<Void> drained(ServerWebExchange exchange) {
        AtomicLong left = new AtomicLong(MAX_DRAINED_BYTES);
        return exchange.getRequest().getBody().takeWhile((buffer) -> {
            long remaining = left.addAndGet(-buffer.readableByteCount());
            DataBufferUtils.release(buffer);
            return remaining > 0;
        }).timeout(DRAIN_TIMEOUT).onErrorComplete().then();
    }

    private static ApiException toApi(Throwable failure) {
        if (failure instanceof ApiException error) {
            return error;
        }
        if (failure instanceof UnknownIdException) {
            return ApiException.notFound(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof DuplicateException) {
            return ApiException.conflict(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof TraceMismatchException) {
            return ApiException
                .invalid(List.of(new Violation("trace_id", "must be the parent's trace. " + failure.getMessage())));
        }
        return (failure instanceof RejectedExecutionException) ? ApiException.busy() : ApiException.internal();
    }

    private static String types(Throwable failure) {
        StringBuilder types = new StringBuilder(failure.getClass().getName());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            types.append(" <- ").append(cause.getClass().getName());
        }
        StackTraceElement[] stack = failure.getStackTrace();
        return (stack.length > 0) ? types.append(" at ").append(stack[0]).toString() : types.toString();
    }

}
