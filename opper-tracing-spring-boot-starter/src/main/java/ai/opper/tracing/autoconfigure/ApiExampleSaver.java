// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

import ai.opper.tracing.client.OpperApiException;
import ai.opper.tracing.client.OpperClient;
import ai.opper.tracing.observation.ExampleSaver;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/** Asks the API for an example, in the background, and again when it could not answer. */
final class ApiExampleSaver implements ExampleSaver {

    private static final int MAX_RETRIES = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Supplier<OpperClient> client;

    private final Problems problems;

    ApiExampleSaver(Supplier<OpperClient> client, Problems problems) {
        this.client = client;
        this.problems = problems;
    }

    /** The client is made by the first example, which must not hold up the shipping. */
    @Override
    public void save(UUID spanId) {
        Disposable unused = Mono.defer(() -> this.client.get().reactive().spans().saveExamples(spanId))
            .subscribeOn(Schedulers.boundedElastic())
            .retryWhen(Retry.backoff(MAX_RETRIES, FIRST_PAUSE).filter(ApiExampleSaver::mayPass))
            .subscribe((saved) -> {
            }, this::failed);
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof OpperApiException refusal && refusal.isTransient();
    }

    private void failed(Throwable failure) {
        Throwable cause = Exceptions.isRetryExhausted(failure) ? failure.getCause() : failure;
        String status = (cause instanceof OpperApiException refusal) ? ", status " + refusal.status() : "";
        this.problems.report(Problem.EXAMPLE_NOT_SAVED, "SaveExample", "a span did not become an example" + status,
                cause);
    }

}
