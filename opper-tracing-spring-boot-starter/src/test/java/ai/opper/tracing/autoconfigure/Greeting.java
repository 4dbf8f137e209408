// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.concurrent.CompletableFuture;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;

/** An annotated service as a user would write it. */
public class Greeting {

    private final Words words;

    public Greeting(Words words) {
        this.words = words;
    }

    @Traced(name = "greet")
    @SpanMetric(dimension = "length")
    public String greet(String name) {
        return this.words.hello() + ", " + name;
    }

    @Traced(name = "fail")
    public String fail(RuntimeException failure) {
        throw failure;
    }

    @Traced(name = "later")
    public CompletableFuture<String> later(CompletableFuture<String> future) {
        return future;
    }

    @Traced(name = "one")
    public Mono<String> one(String name) {
        return Mono.just(name);
    }

    @Traced(name = "many")
    public Flux<Integer> many(int count) {
        return Flux.range(1, count);
    }

    /** A bean below. */
    public static class Words {

        @Traced(name = "hello")
        public String hello() {
            return "Hello";
        }

    }

}
