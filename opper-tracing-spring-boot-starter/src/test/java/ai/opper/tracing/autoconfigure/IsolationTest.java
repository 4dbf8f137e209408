// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** Nothing of tracing reaches the application, whatever the API does. */
class IsolationTest {

    /**
     * Longer than a whole test may take: a call that waited for one answer would show.
     */
    private static final Duration SLOW = Duration.ofSeconds(30);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(OpperExportAutoConfiguration.class,
                OpperTracingAutoConfiguration.class, ObservationAutoConfiguration.class))
        .withUserConfiguration(OpperTracingAutoConfigurationTest.GreetingConfiguration.class);

    static Stream<Named<Consumer<FakeOpperApi>>> troubles() {
        return Stream.of(Named.of("healthy", (api) -> api.behave()), Named.of("down", FakeOpperApi::goDown),
                Named.of("slow", (api) -> api.always(Reply.normal().after(SLOW))),
                Named.of("black hole", (api) -> api.always(Reply.blackHole())),
                Named.of("garbage", (api) -> api.always(Reply.garbage())),
                Named.of("not HTTP", (api) -> api.always(Reply.notHttp())),
                Named.of("half a response", (api) -> api.always(Reply.halfResponse())),
                Named.of("reset", (api) -> api.always(Reply.resetBeforeStoring())),
                Named.of("refusing the key", (api) -> api.always(Reply.status(401))),
                Named.of("refusing spans", (api) -> api.always(Reply.status(422))),
                Named.of("failing", (api) -> api.always(Reply.status(500))));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void calls_returnAndThrowWhatTheyDoWithoutTracing(Consumer<FakeOpperApi> trouble) {
        trouble.accept(this.api);
        this.runner
            .withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url(),
                    "opper.tracing.export.shutdown-timeout=1s", "opper.tracing.export.max-buffer-size=64KB")
            .run((context) -> {
                Greeting greeting = context.getBean(Greeting.class);
                assertTimeout(SLOW.dividedBy(2), () -> {
                    for (int round = 0; round < 500; round++) {
                        assertUnchanged(greeting);
                    }
                });
            });
    }

    private static void assertUnchanged(Greeting greeting) {
        assertThat(greeting.greet("Ada")).isEqualTo("Hello, Ada");
        IllegalStateException failure = new IllegalStateException("no");
        assertThatThrownBy(() -> greeting.fail(failure)).isSameAs(failure);
        CompletableFuture<String> future = new CompletableFuture<>();
        assertThat(greeting.later(future)).isSameAs(future);
        future.complete("done");
        Mono<String> one = greeting.one("Ada");
        assertThat(one.block()).isEqualTo("Ada");
        Flux<Integer> many = greeting.many(3);
        assertThat(many.collectList().block()).containsExactly(1, 2, 3);
    }

}
