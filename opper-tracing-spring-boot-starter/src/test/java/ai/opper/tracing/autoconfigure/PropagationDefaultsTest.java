// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;

import ai.opper.tracing.test.RecordedSpans;

import static org.assertj.core.api.Assertions.assertThat;

/** Who decides whether Boot propagates the context: the user, else the starter. */
@ExtendWith(OutputCaptureExtension.class)
class PropagationDefaultsTest {

    private static final String TASKS = "spring.task.execution.propagate-context";

    private static final String REACTOR = "spring.reactor.context-propagation";

    @Test
    void nothingSaid_propagatesAndKeepsQuiet(CapturedOutput output) {
        run(Application.class, Map.of(), (environment) -> {
            assertThat(environment.getProperty(TASKS)).isEqualTo("true");
            assertThat(environment.getProperty(REACTOR)).isEqualTo("auto");
            assertThat(environment.containsProperty("spring.kafka.listener.observation-enabled"))
                .as("for a library that is not there")
                .isFalse();
        });
        assertThat(output).doesNotContain("will not find their parents");
    }

    @Test
    void argumentsOfTheUser_win(CapturedOutput output) {
        run(Application.class, Map.of(), (environment) -> {
            assertThat(environment.getProperty(TASKS)).isEqualTo("false");
            assertThat(environment.getProperty(REACTOR)).isEqualTo("limited");
        }, "--" + TASKS + "=false", "--" + REACTOR + "=limited");
        assertThat(output).containsOnlyOnce("will not find their parents")
            .contains(TASKS + "=false makes spans of @Async methods")
            .contains(REACTOR + "=limited makes spans inside operators");
    }

    @Test
    void defaultPropertiesOfTheUser_winInAnySpelling(CapturedOutput output) {
        run(Application.class, Map.of("spring.task.execution.propagateContext", "false"), (environment) -> {
            assertThat(environment.getProperty(TASKS)).isEqualTo("false");
            assertThat(environment.getProperty(REACTOR)).isEqualTo("auto");
        });
        assertThat(output).contains(TASKS + "=false makes").doesNotContain(REACTOR);
    }

    @Test
    void configurationFilesOfAProfile_win() {
        run(Application.class, Map.of(), (environment) -> assertThat(environment.getProperty(TASKS)).isEqualTo("false"),
                "--spring.profiles.active=propagation-off");
    }

    @Test
    void propertySourcesOfTheUser_win() {
        run(WithPropertySource.class, Map.of(),
                (environment) -> assertThat(environment.getProperty(TASKS)).isEqualTo("false"));
    }

    @Test
    void tracingTurnedOff_leavesBootAlone() {
        run(Application.class, Map.of(), (environment) -> {
            assertThat(environment.containsProperty(TASKS)).isFalse();
            assertThat(environment.containsProperty(REACTOR)).isFalse();
        }, "--opper.tracing.enabled=false");
    }

    @Test
    void nothingRecorded_saysNothing(CapturedOutput output) {
        run(Application.class, Map.of(), (environment) -> {
        }, "--" + TASKS + "=false", "--opper.tracing.sampling.probability=0");
        assertThat(output).doesNotContain("will not find their parents");
    }

    private static void run(Class<?> configuration, Map<String, Object> defaults, Consumer<Environment> assertion,
            String... arguments) {
        SpringApplication application = new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .build();
        application.setDefaultProperties(defaults);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            assertion.accept(context.getEnvironment());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        RecordedSpans recordedSpans() {
            return new RecordedSpans();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:application-propagation-off.properties")
    static class WithPropertySource extends Application {

    }

}
