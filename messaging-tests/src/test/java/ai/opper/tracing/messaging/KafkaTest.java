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

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.backoff.FixedBackOff;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.observation.TraceHeaders;
import ai.opper.tracing.test.RecordedSpan;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What {@code KafkaTemplate} sends and {@code @KafkaListener} methods make of it. */
class KafkaTest {

    private static final String TRACE = "018f0000-0000-7000-8000-000000000001";

    private static final String PARENT = "018f0000-0000-7000-8000-000000000002";

    private static EmbeddedKafkaBroker broker;

    private RunningApplication application;

    @BeforeAll
    static void startBroker() {
        broker = new EmbeddedKafkaKraftBroker(1, 1, "letters", "batches", "retried", "forwarded", "raw");
        broker.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        broker.destroy();
    }

    private void start(String... properties) {
        Stream<String> kafka = Stream.of("spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "spring.kafka.consumer.auto-offset-reset=earliest");
        this.application = RunningApplication.start(Application.class,
                Stream.concat(kafka, Stream.of(properties)).toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        this.application.close();
    }

    @SuppressWarnings("unchecked")
    private KafkaTemplate<String, String> template() {
        return this.application.bean(KafkaTemplate.class);
    }

    /** As another application would send it that knows nothing of traces. */
    @SuppressWarnings("unchecked")
    private void sendRaw(String topic, String value, Map<String, byte[]> headers) {
        ProducerRecord<String, String> message = new ProducerRecord<>(topic, value);
        headers.forEach(message.headers()::add);
        ProducerFactory<String, String> factory = this.application.bean(ProducerFactory.class);
        new KafkaTemplate<>(factory).send(message).join();
    }

    @Test
    void listener_hangsBelowTheSender() {
        start();
        this.application.sendFromTwoSpansAndNone((letter) -> template().send("letters", letter).join());
        assertThat(this.application.spans()).hasTreeInAnyOrder("""
                first
                  to first
                second
                  to second
                to nobody
                """);
        assertThat(this.application.bean(Letters.class).threads).hasSize(1);
    }

    @Test
    void headers_arePlainText() throws Exception {
        start();
        this.application.inSpan("caller", () -> template().send("raw", "letter").join());
        RecordedSpan caller = this.application.spans().span("caller");
        ConsumerRecord<String, String> received = this.application.bean(Letters.class).received();
        assertThat(received.headers()).extracting(Header::key)
            .containsExactlyInAnyOrder(TraceHeaders.TRACE_ID, TraceHeaders.PARENT_SPAN_ID);
        assertThat(received.headers().lastHeader(TraceHeaders.TRACE_ID).value())
            .isEqualTo(text(caller.record().traceId().toString()));
        assertThat(received.headers().lastHeader(TraceHeaders.PARENT_SPAN_ID).value())
            .isEqualTo(text(caller.id().toString()));
    }

    /** The headers of a batch may name many spans, and a span has one parent. */
    @Test
    void batchListener_startsATrace() {
        start();
        this.application.inSpan("first", () -> template().send("batches", "letter").join());
        this.application.inSpan("second", () -> template().send("batches", "letter").join());
        assertThat(this.application.awaitSpans(3)).filteredOn((span) -> span.name().equals("batch"))
            .isNotEmpty()
            .allMatch(RecordedSpan::isRoot);
    }

    @Test
    void secondDelivery_hangsBelowTheSameSender() {
        start();
        this.application.inSpan("caller", () -> template().send("retried", "letter").join());
        this.application.awaitSpans(3);
        assertThat(this.application.spans()).hasTreeInAnyOrder("""
                caller
                  try
                  try
                """);
    }

    /** Its headers cannot be changed any more. */
    @Test
    void sameRecordSentAgain_hangsBelowItsFirstSender() {
        start();
        ProducerRecord<String, String> letter = new ProducerRecord<>("letters", "letter");
        this.application.inSpan("caller", () -> template().send(letter).join());
        this.application.inSpan("again", () -> template().send(letter).join());
        this.application.awaitSpans(4);
        assertThat(this.application.spans()).hasTreeInAnyOrder("""
                caller
                  letter
                  letter
                again
                """);
    }

    /** The message brings headers along, and they are those of the wrong span by then. */
    @Test
    void forwardedMessage_hangsBelowWhoForwardedIt() {
        start();
        this.application.inSpan("caller", () -> template().send("forwarded", "letter").join());
        this.application.awaitSpans(3);
        assertThat(this.application.spans()).hasTreeInAnyOrder("""
                caller
                  forward
                    letter
                """);
    }

    @Test
    void malformedHeaders_areIgnoredAndCounted() {
        start();
        List<byte[]> hostile = List.of(new byte[0], text('"' + TRACE + '"'), TRACE.getBytes(StandardCharsets.UTF_16),
                new byte[] { (byte) 0xff, (byte) 0xfe, (byte) 0xc0, 0 }, new byte[500_000]);
        hostile.forEach((header) -> sendRaw("letters", "letter", Map.of(TraceHeaders.TRACE_ID, header)));
        assertThat(this.application.awaitSpans(hostile.size())).allMatch((span) -> span.record().parentId() == null);
        assertThat(this.application.ignoredHeaders()).isEqualTo(hostile.size());
    }

    @Test
    void headersOfAnotherApplication_areContinued() {
        start();
        sendRaw("letters", "letter",
                Map.of(TraceHeaders.TRACE_ID, text(TRACE), TraceHeaders.PARENT_SPAN_ID, text(PARENT)));
        this.application.awaitSpans(1);
        assertThat(this.application.spans().span("letter").record().traceId()).hasToString(TRACE);
        assertThat(this.application.spans().span("letter").record().parentId()).hasToString(PARENT);
    }

    @Test
    void unsampledTrace_isNotSampledByListenersEither() {
        start();
        sendRaw("letters", "unsampled", Map.of(TraceHeaders.SAMPLED, text("0")));
        sendRaw("letters", "sampled", Map.of());
        assertThat(this.application.awaitSpans(1)).extracting(RecordedSpan::name).containsExactly("sampled");
    }

    @ParameterizedTest
    @ValueSource(strings = { "spring.kafka.template.observation-enabled", "spring.kafka.listener.observation-enabled" })
    void turnedOffByTheUser_staysOff(String property) {
        start(property + "=false");
        this.application.inSpan("caller", () -> template().send("letters", "letter").join());
        this.application.awaitSpans(2);
        this.application.assertStartsATrace("letter");
    }

    @Test
    void includedObservations_areSpansBetween() {
        start("opper.tracing.observations.include=spring.kafka.*");
        this.application.inSpan("caller", () -> template().send("letters", "letter").join());
        this.application.awaitSpans(4);
        assertThat(this.application.spans()).hasTreeInAnyOrder("""
                caller
                  letters send
                    letters process
                      letter
                """);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Letters.class)
    static class Application {

        @Bean
        DefaultErrorHandler retryingOnce() {
            return new DefaultErrorHandler(new FixedBackOff(0, 1));
        }

    }

    /**
     * Each listener is a group of its own, which goes on where the last application
     * stopped.
     */
    static class Letters {

        private final BlockingQueue<ConsumerRecord<String, String>> received = new LinkedBlockingQueue<>();

        private final Set<String> threads = ConcurrentHashMap.newKeySet();

        private final OpperTracer tracer;

        private final KafkaTemplate<String, String> template;

        Letters(OpperTracer tracer, KafkaTemplate<String, String> template) {
            this.tracer = tracer;
            this.template = template;
        }

        @KafkaListener(id = "letters", topics = "letters")
        void receive(String letter) {
            this.threads.add(Thread.currentThread().getName());
            this.tracer.inSpan(letter, () -> {
            });
        }

        @KafkaListener(id = "raw", topics = "raw")
        void receive(ConsumerRecord<String, String> letter) {
            this.received.add(letter);
        }

        @KafkaListener(id = "batches", topics = "batches", batch = "true")
        void receive(List<String> letters) {
            this.tracer.inSpan("batch", () -> {
            });
        }

        @KafkaListener(id = "retried", topics = "retried")
        void refuse(String letter) {
            boolean first = this.threads.add("refused");
            this.tracer.inSpan("try", () -> {
                if (first) {
                    throw new IllegalStateException("not now");
                }
            });
        }

        @KafkaListener(id = "forwarded", topics = "forwarded")
        void forward(Message<String> letter) {
            Message<String> forwarded = MessageBuilder.fromMessage(letter)
                .setHeader(KafkaHeaders.TOPIC, "letters")
                .build();
            this.tracer.inSpan("forward", () -> {
                this.template.send(forwarded).join();
            });
        }

        ConsumerRecord<String, String> received() throws InterruptedException {
            return this.received.poll(30, TimeUnit.SECONDS);
        }

    }

}
