// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.langchain4j;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.models.ScriptedModels;
import ai.opper.tracing.observation.langchain4j.LangChain4jTracing;
import ai.opper.tracing.test.RecordedSpan;
import ai.opper.tracing.test.RecordedSpans;

/** The support desk with a server for its models. */
final class RunningDesk implements AutoCloseable {

    private static final List<String> PROPERTIES = List.of("opper.local.enabled=false", "logging.level.root=error",
            "logging.level.dev.langchain4j=off", "spring.main.banner-mode=off");

    final ScriptedModels models;

    private final ConfigurableApplicationContext context;

    private RunningDesk(ScriptedModels models, ConfigurableApplicationContext context) {
        this.models = models;
        this.context = context;
    }

    /** With spans recorded in memory. */
    static RunningDesk recording(String... properties) throws IOException {
        return start(List.of(SupportDesk.class, Recording.class), properties);
    }

    /** With spans going wherever the properties say. */
    static RunningDesk sending(String... properties) throws IOException {
        return start(List.of(SupportDesk.class), properties);
    }

    static RunningDesk start(List<Class<?>> configurations, String... properties) throws IOException {
        ScriptedModels models = ScriptedModels.start().echoing();
        return new RunningDesk(models,
                new SpringApplicationBuilder(configurations.toArray(Class<?>[]::new))
                    .properties(PROPERTIES.toArray(String[]::new))
                    .logStartupInfo(false)
                    .run(Stream
                        .concat(Stream.of(properties),
                                Stream.of("models.url=" + models.url(), "spring.main.web-application-type=none"))
                        .map((property) -> "--" + property)
                        .toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    SupportDesk.Desk desk() {
        return bean(SupportDesk.Desk.class);
    }

    /** A model that is no bean. */
    ChatModel listening() {
        return OpenAiChatModel.builder()
            .baseUrl(this.models.url())
            .apiKey("test")
            .modelName("gpt-test")
            .maxRetries(0)
            .listeners(bean(LangChain4jTracing.class).chatModelListener())
            .build();
    }

    RecordedSpans spans() {
        return bean(RecordedSpans.class);
    }

    List<RecordedSpan> ofType(String type) {
        return spans().all()
            .stream()
            .filter((span) -> span.type().equals(type))
            .sorted(Comparator.comparing((span) -> span.record().startTime()))
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
