// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.local.LocalOpper;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LocalOpperAutoConfigurationTest {

    @TempDir
    private Path directory;

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LocalOpperAutoConfiguration.class,
                    OpperExportAutoConfiguration.class, OpperTracingAutoConfiguration.class,
                    NoopTracingAutoConfiguration.class, ObservationAutoConfiguration.class))
            .withUserConfiguration(OpperTracingAutoConfigurationTest.GreetingConfiguration.class)
            .withPropertyValues("opper.local.port=0",
                    "opper.local.database=jdbc:h2:file:" + this.directory.resolve("traces"));
    }

    @Test
    void withoutKey_tracesGoToLocalOpper(CapturedOutput output) {
        runner().run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10)).isComplete()).isTrue();
            URI url = context.getBean(RunningLocalOpper.class).url();
            assertThat(get(url.resolve("/v2/traces"))).contains("\"name\":\"greet\"");
            assertThat(output).contains("Local Opper shows traces at " + url);
        });
    }

    @Test
    void withToken_theExporterUsesIt() {
        runner().withPropertyValues("opper.local.token=let-me-in").run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10)).stored()).isEqualTo(3);
        });
    }

    @Test
    void withApiVersion3_theLogSaysThatLocalOpperDoesNotSpeakIt(CapturedOutput output) {
        runner().withPropertyValues("opper.tracing.api-version=v3").run((context) -> {
            context.getBean(Greeting.class).greet("Ada");
            assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(1)).isComplete()).isFalse();
            assertThat(output).contains("it does not speak version 3, as Local Opper does not")
                .contains("opper.tracing.api-version=v2");
        });
    }

    @Test
    void withKey_localOpperRunsButSpansGoToTheApi() {
        runner().withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=http://127.0.0.1:1")
            .run((context) -> {
                assertThat(context).hasSingleBean(RunningLocalOpper.class);
                assertThat(context.getBean(OpperConnectionDetails.class))
                    .isInstanceOf(PropertiesOpperConnectionDetails.class);
            });
    }

    @Test
    void disabledOrAbsent_isNotStarted() {
        runner().withPropertyValues("opper.local.enabled=false")
            .run((context) -> assertThat(context).doesNotHaveBean(RunningLocalOpper.class));
        runner().withClassLoader(new FilteredClassLoader(LocalOpper.class))
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RunningLocalOpper.class));
    }

    @Test
    void portTakenBySomethingElse_theApplicationRunsWithoutTraces(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            runner().withPropertyValues("opper.local.port=" + taken.getLocalPort()).run((context) -> {
                assertThat(context).hasNotFailed();
                assertThat(context.getBean(Greeting.class).greet("Ada")).isEqualTo("Hello, Ada");
                assertThat(output).contains("opper.local.port");
            });
        }
    }

    @Test
    void portTakenBySomethingElse_ownExporterStillGetsSpans() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            runner().withPropertyValues("opper.local.port=" + taken.getLocalPort())
                .withUserConfiguration(OpperTracingAutoConfigurationTest.OwnExporterConfiguration.class)
                .run((context) -> {
                    context.getBean(Greeting.class).greet("Ada");
                    FlushResult result = context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10));
                    assertThat(result.stored()).isEqualTo(3);
                });
        }
    }

    @Test
    void portTakenBySomethingElse_tracesAreStillLogged(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            runner().withPropertyValues("opper.local.port=" + taken.getLocalPort(), "opper.tracing.log-traces=true")
                .run((context) -> {
                    context.getBean(Greeting.class).greet("Ada");
                    assertThat(output).contains("└─ hello");
                });
        }
    }

    @Test
    void wrongSetting_isNamed() {
        runner().withPropertyValues("opper.local.port=70000")
            .run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("opper.local.port"));
        runner().withPropertyValues("opper.local.retention.max-age=-1d")
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .hasMessageContaining("opper.local.retention.max-age"));
    }

    @Test
    void portTakenByLocalOpper_isShared() {
        runner().run((first) -> {
            URI url = first.getBean(RunningLocalOpper.class).url();
            runner().withPropertyValues("opper.local.port=" + url.getPort()).run((second) -> {
                assertThat(second.getBean(RunningLocalOpper.class).url()).isEqualTo(url);
                second.getBean(Greeting.class).greet("Ada");
                second.getBean(OpperTracer.class).flush(Duration.ofSeconds(10));
            });
            assertThat(get(url.resolve("/v2/traces"))).contains("\"name\":\"greet\"");
        });
    }

    @Test
    void closingTheContext_stopsLocalOpperAfterTheLastSpan() {
        runner().run((context) -> context.getBean(Greeting.class).greet("Ada"));
        runner().run((context) -> {
            URI url = context.getBean(RunningLocalOpper.class).url();
            assertThat(get(url.resolve("/v2/traces"))).contains("\"name\":\"greet\"");
        });
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

}
