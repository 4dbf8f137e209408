// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.langchain4j;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.langchain4j.service.TokenStream;

/** A streamed answer, put together. */
record Answer(CompletableFuture<String> text) {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    static Answer of(TokenStream stream) {
        return of(stream, (part) -> {
        });
    }

    static Answer of(TokenStream stream, Consumer<String> hearing) {
        CompletableFuture<String> text = new CompletableFuture<>();
        StringBuilder words = new StringBuilder();
        stream.onPartialResponse((part) -> {
            words.append(part);
            hearing.accept(part);
        })
            .onCompleteResponse((response) -> text.complete(words.toString()))
            .onError(text::completeExceptionally)
            .start();
        return new Answer(text);
    }

    String await() throws Exception {
        return this.text.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

}
