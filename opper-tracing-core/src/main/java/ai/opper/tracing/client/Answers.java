// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.function.IntFunction;

import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What becomes of the API's answers: values, or one kind of exception. */
final class Answers {

    /** As many as every version of the API gives at once. */
    static final int PAGE_SIZE = 100;

    private Answers() {
    }

    /** Reads why something was refused. */
    static Mono<? extends Throwable> refusal(ClientResponse response) {
        int status = response.statusCode().value();
        return response.bodyToMono(String.class)
            .defaultIfEmpty("")
            .map((body) -> ApiError.read(body).toException(status));
    }

    static <T> Mono<T> one(Mono<JsonNode> answer, Class<T> type) {
        return answer.map((json) -> ApiJson.one(json, type)).onErrorMap(Answers::explained);
    }

    static <T> Mono<Page<T>> page(Mono<JsonNode> answer, Class<T> type) {
        return answer
            .map((json) -> new Page<>(ApiJson.many(json, type), json.path("meta").path("total_count").asLong(-1)))
            .onErrorMap(Answers::explained);
    }

    /** Waits for an answer. One that has no body is no answer. */
    static <T> T await(Mono<T> answer) {
        T value = answer.block();
        if (value == null) {
            throw new OpperApiException(0, null, "Opper's API answered without a body where one belongs.", null);
        }
        return value;
    }

    static Mono<Void> nothing(Mono<?> answer) {
        return answer.then().onErrorMap(Answers::explained);
    }

    /** Asks for one page after the other, each when it is needed. */
    static <T> Flux<T> all(IntFunction<Mono<Page<T>>> pageFrom) {
        return at(0, pageFrom).expand((part) -> part.isLast() ? Mono.empty() : at(part.end(), pageFrom))
            .concatMapIterable((part) -> part.page().data());
    }

    private static <T> Mono<Part<T>> at(int offset, IntFunction<Mono<Page<T>>> pageFrom) {
        return pageFrom.apply(offset).map((page) -> new Part<>(offset, page));
    }

    static Throwable explained(Throwable failure) {
        if (failure instanceof WebClientException || failure instanceof JacksonException) {
            return new OpperApiException(0, null, "Opper's API could not be asked: " + failure.getMessage(), failure);
        }
        return failure;
    }

    /** For what only the other version of the API can do. */
    static UnsupportedOperationException unsupported(String what, int version) {
        return new UnsupportedOperationException("Version " + (5 - version) + " of Opper's API cannot " + what
                + "; version " + version + " can: set opper.tracing.api-version=v" + version + '.');
    }

    /** A page, and where it begins. */
    private record Part<T>(int offset, Page<T> page) {

        int end() {
            return this.offset + this.page.data().size();
        }

        boolean isLast() {
            int size = this.page.data().size();
            return size == 0 || ((this.page.totalCount() >= 0) ? end() >= this.page.totalCount() : size < PAGE_SIZE);
        }

    }

}
