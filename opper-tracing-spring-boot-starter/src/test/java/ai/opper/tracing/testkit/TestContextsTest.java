// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.client.OpperClient;
import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.export.SpanExporter;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.OpperTracingTest;
import ai.opper.tracing.test.RecordedSpans;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Contexts of test classes as Spring's test support makes them, on a machine whose owner
 * has an API key.
 */
@ExtendWith(OutputCaptureExtension.class)
class TestContextsTest {

    private static final String KEY = "opper.tracing.api-key";

    private static final String OTLP = "opper.tracing.otlp.endpoint";

    private static final String URL = "opper.tracing.base-url";

    private static final String LOCAL = "opper.local.enabled";

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    @BeforeEach
    void setUpTheMachine() {
        System.setProperty(KEY, "key-of-the-machine");
        System.setProperty(URL, this.api.url().toString());
        System.setProperty(LOCAL, "true");
        System.setProperty(OTLP, this.api.url().toString());
    }

    @AfterEach
    void cleanTheMachine() {
        List.of(KEY, URL, LOCAL, OTLP).forEach(System::clearProperty);
    }

    private static ApplicationContext context(Class<?> testClass) {
        return new TestContextManager(testClass).getTestContext().getApplicationContext();
    }

    private static void answerAndFlush(ApplicationContext context) {
        context.getBean(Desk.Answers.class).answer("Where?");
        context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10));
    }

    private static void runMethod(Class<?> testClass) throws Exception {
        TestContextManager test = new TestContextManager(testClass);
        Object instance = testClass.getDeclaredConstructor().newInstance();
        test.prepareTestInstance(instance);
        test.beforeTestMethod(instance, testClass.getMethod("method"));
    }

    @Test
    void keyOfTheMachine_sendsNothing(CapturedOutput output) {
        ApplicationContext context = context(PlainOnAMachineWithKey.class);
        answerAndFlush(context);
        assertThat(this.api.requests()).isEmpty();
        assertThat(context.getBeanNamesForType(SpanExporter.class)).isEmpty();
        assertThat(context.getBeanNamesForType(SpanBatchExporter.class)).isEmpty();
        assertThat(context.containsBean("opperRunningLocalOpper")).isFalse();
        assertThat(output).containsOnlyOnce("annotate the test with @OpperTracingTest")
            .doesNotContain("key-of-the-machine");
    }

    @Test
    void keyOfTheMachine_sendsNothingFromARecordedTest(CapturedOutput output) {
        ApplicationContext context = context(Recorded.class);
        answerAndFlush(context);
        assertThat(context.getBean(RecordedSpans.class)).hasRoot("answer");
        assertThat(this.api.requests()).isEmpty();
        assertThat(context.getBeanNamesForType(OpperClient.class)).isEmpty();
        assertThat(output).doesNotContain("annotate the test with @OpperTracingTest");
    }

    @Test
    void keyOfTheTest_sends() {
        this.api.requireKey("key-of-the-test");
        answerAndFlush(context(Sending.class));
        assertThat(this.api.spans()).extracting("name").contains("answer");
    }

    @Test
    void keyOfTheMachineThatTheTestAsksFor_sends() {
        System.setProperty("someones.key", "asked-for");
        this.api.requireKey("asked-for");
        try {
            answerAndFlush(context(Asking.class));
        }
        finally {
            System.clearProperty("someones.key");
        }
        assertThat(this.api.spans()).extracting("name").contains("answer");
    }

    @Test
    void recordedTestWithAKeyOfItsOwn_recordsAndSendsNoSpans() {
        ApplicationContext context = context(RecordedWithKey.class);
        answerAndFlush(context);
        assertThat(context.getBean(RecordedSpans.class)).hasRoot("answer");
        assertThat(this.api.requests()).isEmpty();
        assertThat(context.getBeanNamesForType(OpperClient.class)).hasSize(1);
    }

    @Test
    void tracingThatIsOffForTests_isOnForARecordedOne() {
        System.setProperty("opper.tracing.enabled", "false");
        try {
            ApplicationContext context = context(RecordedWhereTracingIsOff.class);
            context.getBean(Desk.Answers.class).answer("Where?");
            assertThat(context.getBean(RecordedSpans.class)).hasRoot("answer");
        }
        finally {
            System.clearProperty("opper.tracing.enabled");
        }
    }

    @Test
    void sinkOfTheApplication_isReplaced() {
        ApplicationContext context = context(RecordedWithSink.class);
        context.getBean(Desk.Answers.class).answer("Where?");
        assertThat(context.getBean(RecordedSpans.class)).hasRoot("answer");
        assertThat(context.getBean(OwnSink.class).accepted).isZero();
    }

    @Test
    void equalClasses_shareAContextAndEachMethodBeginsEmpty() throws Exception {
        ApplicationContext context = context(Recorded.class);
        context.getBean(Desk.Answers.class).answer("Where?");
        assertThat(context(SameAsRecorded.class)).isSameAs(context);
        assertThat(context(Plain.class)).isNotSameAs(context);
        runMethod(SameAsRecorded.class);
        assertThat(context.getBean(RecordedSpans.class)).hasSpanCount(0);
    }

    @Test
    void contextsSideBySide_doNotMixTheirSpans() {
        List<ApplicationContext> contexts = List.of(context(Recorded.class), context(RecordedWithKey.class));
        contexts.forEach((context) -> context.getBean(RecordedSpans.class).clear());
        List<CompletableFuture<Void>> work = contexts.stream().map((context) -> CompletableFuture.runAsync(() -> {
            for (int call = 0; call < 50; call++) {
                context.getBean(Desk.Answers.class).answer(context.getId());
            }
        })).toList();
        work.forEach(CompletableFuture::join);
        assertThat(contexts).allSatisfy(
                (context) -> assertThat(context.getBean(RecordedSpans.class).all()).hasSize(50).allSatisfy((span) -> {
                    assertThat(span.record().input()).isNotNull();
                    assertThat(span.record().input().text()).contains(context.getId());
                }));
    }

    @Test
    void contextWithoutTracing_isExplained() {
        assertThatIllegalStateException().isThrownBy(() -> runMethod(RecordedSlice.class))
            .withMessageContaining("no OpperTracer")
            .withMessageContaining("@SpringBootTest");
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {

    }

    @Configuration(proxyBeanMethods = false)
    @Import(Desk.class)
    static class DeskWithSink {

        @Bean
        OwnSink ownSink() {
            return new OwnSink();
        }

    }

    static class OwnSink implements SpanSink {

        private int accepted;

        @Override
        public void accept(SpanNode node, SpanRecord span) {
            this.accepted++;
        }

        @Override
        public void accept(SpanNode node, MetricRecord metric) {
            this.accepted++;
        }

    }

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @OpperTracingTest
    @SpringBootTest(classes = Desk.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
    @interface DeskTest {

    }

    @SpringBootTest(classes = Desk.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
    static class Plain {

    }

    @SpringBootTest(classes = Desk.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
            properties = "only-here=true")
    static class PlainOnAMachineWithKey {

    }

    @SpringBootTest(classes = Desk.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
            properties = "opper.tracing.api-key=key-of-the-test")
    static class Sending {

    }

    @SpringBootTest(classes = Desk.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
    @TestPropertySource(properties = "opper.tracing.api-key=${someones.key}")
    static class Asking {

    }

    @DeskTest
    static class Recorded {

    }

    static class SameAsRecorded extends Recorded {

        public void method() {
        }

    }

    @DeskTest
    @TestPropertySource(properties = "opper.tracing.api-key=key-of-the-test")
    static class RecordedWithKey {

    }

    @DeskTest
    @TestPropertySource(properties = "where=off")
    static class RecordedWhereTracingIsOff {

    }

    @OpperTracingTest
    @SpringBootTest(classes = DeskWithSink.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
    static class RecordedWithSink {

    }

    @OpperTracingTest
    @SpringBootTest(classes = Nothing.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
    static class RecordedSlice {

        public void method() {
        }

    }

}
