// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.springai;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.models.ScriptedModels;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.RecordedSpan;
import ai.opper.tracing.test.RecordedSpans;

/** The support desk with a server for its models. */
final class RunningDesk implements AutoCloseable {

    static final String KEY = "op-secret";

    private static final List<String> PROPERTIES = List.of("opper.local.enabled=false", "logging.level.root=error",
            "logging.level.org.springframework.ai=off", "spring.main.banner-mode=off", "spring.ai.openai.api-key=test",
            "spring.ai.openai.max-retries=0", "spring.ai.openai.chat.max-retries=0",
            "spring.ai.openai.chat.model=gpt-test", "spring.ai.openai.chat.temperature=0.2",
            "spring.ai.openai.embedding.model=embed-test", "spring.ai.model.audio.speech=none",
            "spring.ai.model.audio.transcription=none", "spring.ai.model.moderation=none");

    final ScriptedModels models;

    private final ConfigurableApplicationContext context;

    private RunningDesk(ScriptedModels models, ConfigurableApplicationContext context) {
        this.models = models;
        this.context = context;
    }

    /** With spans recorded in memory. */
    static RunningDesk recording(String... properties) throws IOException {
        return start(ScriptedModels.start(), List.of(SupportDesk.class, Recording.class), properties);
    }

    /** With spans going wherever the properties say. */
    static RunningDesk sending(String... properties) throws IOException {
        return start(ScriptedModels.start(), List.of(SupportDesk.class), properties);
    }

    /** With an Opper that takes spans and has the models. */
    static RunningDesk callingOpper(FakeOpperApi opper, String... properties) throws IOException {
        return callingOpper(ScriptedModels.inFrontOf(opper.url()), List.of(SupportDesk.class), properties);
    }

    static RunningDesk callingOpper(ScriptedModels models, List<Class<?>> configurations, String... properties) {
        return start(models, configurations,
                Stream.concat(
                        Stream.of("opper.tracing.api-key=" + KEY, "opper.tracing.base-url=" + models.host(),
                                "opper.tracing.gateway.spring-ai=true", "opper.tracing.gateway.open-timeout=20s"),
                        Stream.of(properties))
                    .toArray(String[]::new));
    }

    static RunningDesk start(ScriptedModels models, List<Class<?>> configurations, String... properties) {
        return new RunningDesk(models,
                new SpringApplicationBuilder(configurations.toArray(Class<?>[]::new))
                    .properties(PROPERTIES.toArray(String[]::new))
                    .logStartupInfo(false)
                    .run(Stream
                        .concat(Stream.of(properties),
                                Stream.of("spring.ai.openai.base-url=" + models.url(),
                                        "spring.main.web-application-type=none"))
                        .map((property) -> "--" + property)
                        .toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    SupportDesk.Desk desk() {
        return bean(SupportDesk.Desk.class);
    }

    ChatClient client() {
        return bean(ChatClient.class);
    }

    RecordedSpans spans() {
        return bean(RecordedSpans.class);
    }

    List<RecordedSpan> ofType(String type) {
        return spans().all()
            .stream()
            .filter((span) -> span.type().equals(type))
            .sorted(java.util.Comparator.comparing((span) -> span.record().startTime()))
            .toList();
    }

    @Override
    public void close() {
        this.context.close();
        this.models.close();
    }

    @Configuration(proxyBeanMethods = false)
    static class Recording {

        @Bean
        RecordedSpans recordedSpans() {
            return new RecordedSpans();
        }

    }

}
