// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.messaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.amqp.autoconfigure.SimpleRabbitListenerContainerFactoryConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.observation.TraceHeaders;
import ai.opper.tracing.test.RecordedSpan;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What {@code RabbitTemplate} sends and {@code @RabbitListener} methods make of it. */
@EnabledForJreRange(maxVersion = 23, disabledReason = "the broker needs Subject.getSubject, which JDK 24 took away")
class RabbitTest {

    private static final String TRACE = "018f0000-0000-7000-8000-000000000001";

    private static final String PARENT = "018f0000-0000-7000-8000-000000000002";

    private static AmqpBroker broker;

    private RunningApplication application;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = AmqpBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private void start(String... properties) {
        Stream<String> rabbit = Stream.of("spring.rabbitmq.host=127.0.0.1", "spring.rabbitmq.port=" + broker.port());
        this.application = RunningApplication.start(Application.class,
                Stream.concat(rabbit, Stream.of(properties)).toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        this.application.close();
    }

    private void send(String queue, String letter) {
        this.application.bean(RabbitTemplate.class).convertAndSend(queue, letter);
    }

    /** As another application would send it that knows nothing of traces. */
    private void sendRaw(String letter, Map<String, Object> headers) {
        ConnectionFactory connections = this.application.bean(ConnectionFactory.class);
        new RabbitTemplate(connections).convertAndSend("letters", (Object) letter, (message) -> {
            message.getMessageProperties().setHeaders(headers);
            return message;
        });
    }

    @Test
    void listener_hangsBelowTheSender() {
        assertCarriesParents("simple");
        assertThat(this.application.bean(Letters.class).threads).hasSize(1);
    }

    @Test
    void listenerInADirectContainer_hangsBelowTheSender() {
        assertCarriesParents("direct");
    }

    private void assertCarriesParents(String container) {
        start("spring.rabbitmq.listener.type=" + container);
        this.application.sendFromTwoSpansAndNone((letter) -> send("letters", letter));
        assertThat(this.application.spans()).hasTreeInAnyOrder("""
                first
                  to first
                second
                  to second
                to nobody
                """);
    }

    @Test
    void headers_arePlainText() throws Exception {
        start();
        this.application.inSpan("caller", () -> send("raw", "letter"));
        RecordedSpan caller = this.application.spans().span("caller");
        Message received = this.application.bean(Letters.class).received();
        assertThat(received.getMessageProperties().getHeaders()).containsOnly(
                Map.entry(TraceHeaders.TRACE_ID, caller.record().traceId().toString()),
                Map.entry(TraceHeaders.PARENT_SPAN_ID, caller.id().toString()));
    }

    /** The headers of a batch may name many spans, and a span has one parent. */
    @Test
    void batchListener_startsATrace() {
        start();
        this.application.inSpan("first", () -> send("batches", "letter"));
        this.application.inSpan("second", () -> send("batches", "letter"));
        assertThat(this.application.awaitSpans(3)).filteredOn((span) -> span.name().equals("batch"))
            .isNotEmpty()
            .allMatch(RecordedSpan::isRoot);
    }

    @Test
    void secondDelivery_hangsBelowTheSameSender() {
        start();
        this.application.inSpan("caller", () -> send("retried", "letter"));
        this.application.awaitSpans(3);
        assertThat(this.application.spans()).hasTreeInAnyOrder("""
                caller
                  try
                  try
                """);
    }

    /** The message brings headers along, and they are those of the wrong span by then. */
    @Test
    void forwardedMessage_hangsBelowWhoForwardedIt() {
        start();
        this.application.inSpan("caller", () -> send("forwarded", "letter"));
        this.application.awaitSpans(3);
        assertThat(this.application.spans()).hasTreeInAnyOrder("""
                caller
                  forward
                    letter
                """);
    }

    @Test
    void request_isAnsweredBelowItsSender() {
        start();
        this.application.inSpan("caller",
                () -> assertThat(
                        this.application.bean(RabbitTemplate.class).convertSendAndReceive("questions", "letter"))
                    .isEqualTo("answer"));
        this.application.awaitSpans(2);
        assertThat(this.application.spans()).hasTreeInAnyOrder("""
                caller
                  question
                """);
    }

    @Test
    void malformedHeaders_areIgnoredAndCounted() {
        start();
        List<Object> hostile = List.of("", '"' + TRACE + '"', 42, true, TRACE.getBytes(StandardCharsets.UTF_8),
                List.of(TRACE), Map.of("trace", TRACE), "\u00fe".repeat(500), "0".repeat(20_000));
        hostile.forEach((header) -> sendRaw("letter", Map.of(TraceHeaders.TRACE_ID, header)));
        assertThat(this.application.awaitSpans(hostile.size())).allMatch((span) -> span.record().parentId() == null);
        assertThat(this.application.ignoredHeaders()).isEqualTo(hostile.size());
    }

    @Test
    void headersOfAnotherApplication_areContinued() {
        start();
        sendRaw("letter", Map.of(TraceHeaders.TRACE_ID, TRACE, TraceHeaders.PARENT_SPAN_ID, PARENT));
        this.application.awaitSpans(1);
        assertThat(this.application.spans().span("letter").record().traceId()).hasToString(TRACE);
        assertThat(this.application.spans().span("letter").record().parentId()).hasToString(PARENT);
    }

    @Test
    void unsampledTrace_isNotSampledByListenersEither() {
        start();
        sendRaw("unsampled", Map.of(TraceHeaders.SAMPLED, "0"));
        sendRaw("sampled", Map.of());
        assertThat(this.application.awaitSpans(1)).extracting(RecordedSpan::name).containsExactly("sampled");
    }

    @ParameterizedTest
    @CsvSource({ "spring.rabbitmq.template,simple", "spring.rabbitmq.listener.simple,simple",
            "spring.rabbitmq.listener.direct,direct" })
    void turnedOffByTheUser_staysOff(String part, String container) {
        start(part + ".observation-enabled=false", "spring.rabbitmq.listener.type=" + container);
        this.application.inSpan("caller", () -> send("letters", "letter"));
        this.application.awaitSpans(2);
        this.application.assertStartsATrace("letter");
    }

    @Test
    void includedObservations_areSpansBetween() {
        start("opper.tracing.observations.include=spring.rabbit.*");
        this.application.inSpan("caller", () -> send("letters", "letter"));
        this.application.awaitSpans(4);
        assertThat(this.application.spans()).hasTreeInAnyOrder("""
                caller
                  /letters send
                    letters receive
                      letter
                """);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Letters.class)
    static class Application {

        @Bean
        Queue letters() {
            return new Queue("letters");
        }

        @Bean
        Queue raw() {
            return new Queue("raw");
        }

        @Bean
        Queue batches() {
            return new Queue("batches");
        }

        @Bean
        Queue retried() {
            return new Queue("retried");
        }

        @Bean
        Queue forwarded() {
            return new Queue("forwarded");
        }

        @Bean
        Queue questions() {
            return new Queue("questions");
        }

        @Bean
        SimpleRabbitListenerContainerFactory inBatches(SimpleRabbitListenerContainerFactoryConfigurer boot,
                ConnectionFactory connections) {
            SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
            boot.configure(factory, connections);
            factory.setBatchListener(true);
            factory.setConsumerBatchEnabled(true);
            return factory;
        }

    }

    static class Letters {

        private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

        private final Set<String> threads = ConcurrentHashMap.newKeySet();

        private final OpperTracer tracer;

        private final RabbitTemplate template;

        Letters(OpperTracer tracer, RabbitTemplate template) {
            this.tracer = tracer;
            this.template = template;
        }

        @RabbitListener(queues = "letters")
        void receive(String letter) {
            this.threads.add(Thread.currentThread().getName());
            this.tracer.inSpan(letter, () -> {
            });
        }

        @RabbitListener(queues = "raw")
        void receive(Message letter) {
            this.received.add(letter);
        }

        @RabbitListener(queues = "batches", containerFactory = "inBatches")
        void receive(List<String> letters) {
            this.tracer.inSpan("batch", () -> {
            });
        }

        @RabbitListener(queues = "retried")
        void refuse(String letter) {
            boolean first = this.threads.add("refused");
            this.tracer.inSpan("try", () -> {
                if (first) {
                    throw new IllegalStateException("not now");
                }
            });
        }

        @RabbitListener(queues = "forwarded")
        void forward(Message letter) {
            this.tracer.inSpan("forward", () -> this.template.send("letters", letter));
        }

        @RabbitListener(queues = "questions")
        String answer(String question) {
            return this.tracer.inSpan("question", () -> "answer");
        }

        Message received() throws InterruptedException {
            return this.received.poll(30, TimeUnit.SECONDS);
        }

    }

}
