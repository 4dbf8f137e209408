// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.proxied;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.test.RecordedSpan;
import ai.opper.tracing.test.RecordedSpans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * One call is one span however Boot and the application make the bean, and whatever else
 * stands in front of it.
 */
@SpringBootTest(classes = ProxiedApplication.class,
        properties = { "opper.local.enabled=false", "spring.datasource.generate-unique-name=true" })
class ProxiedBeansTest {

    /** Serves the tests that inherit from this one, too. */
    private static final HttpServer server = echo();

    @Autowired
    private ApplicationContext context;

    @Autowired
    private RecordedSpans spans;

    @DynamicPropertySource
    static void echo(DynamicPropertyRegistry registry) {
        registry.add("spring.http.serviceclient.echo.base-url",
                () -> "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @BeforeEach
    void forgetEarlierSpans() {
        this.spans.clear();
    }

    @ParameterizedTest
    @CsvSource({ "onInterface, OnInterface.work", "onType, OnType.work", "onSuperclass, OnSuperclass.work",
            "meta, meta.work", "finalClass, FinalClass.work", "factory, Plain.work", "prototype, Plain.work",
            "lazy, Plain.work", "request, Plain.work", "session, Plain.work", "custom, Plain.work",
            "customClass, Plain.work", "inner, Plain.work", "first, Duplicate.work", "second, Duplicate.work",
            "aroundTraced, OnType.work", "handMade, Plain.work", "guarded, Guarded.work" })
    void call_isOneSpan(String bean, String span) {
        for (int call = 1; call <= 2; call++) {
            assertThat(work(bean).work("x")).isEqualTo("x");
            assertThat(this.spans.all()).hasSize(call).allSatisfy((each) -> {
                assertThat(each.name()).isEqualTo(span);
                assertThat(each.record().input().json()).isEqualTo("{\"input\":\"x\"}");
            });
        }
    }

    @Test
    void primaryBean_isInjectedAndRecorded() {
        assertThat(this.context.getBeanProvider(Work.class).stream()).hasSizeGreaterThan(10);
        assertThat(work("first")).isNotSameAs(work("second"));
    }

    @Test
    void metaAnnotation_setsNameAndType() {
        work("meta").work("x");
        assertThat(this.spans.span("meta.work").type()).isEqualTo(SpanType.TOOL);
    }

    @Test
    void async_isMeasuredWhereTheWorkIsDone() {
        String seen = work("async").later("x").join();
        RecordedSpan span = onlySpan("Asynchronous.later");
        assertThat(seen).startsWith("task-").endsWith(" " + span.id());
    }

    @Test
    void retries_belongToOneSpan() {
        assertThat(work("retried").work("x")).isEqualTo("attempt 3");
        assertThat(onlySpan("Retried.work").record().error()).isNull();
    }

    @Test
    void transaction_isInsideTheSpan() {
        work("transactional").work("x");
        assertThat(onlySpan("InTransaction.work").record().tags()).containsKey("committed");
    }

    @Test
    void transactionThatCannotCommit_failsTheSpan() {
        assertThatThrownBy(() -> work("transactional").work("unlucky")).hasMessage("cannot commit");
        assertThat(onlySpan("InTransaction.work").record().error()).isNotNull();
    }

    @Test
    void cache_isInsideTheSpan() {
        Work<String, String> cached = work("cached");
        assertThat(cached.work("x")).isEqualTo(cached.work("x"));
        assertThat(this.spans.all()).hasSize(2);
    }

    @Test
    void refusedCall_isAFailedSpan() {
        assertThatThrownBy(() -> work("guarded").work("forbidden")).isInstanceOf(SecurityException.class);
        assertThat(onlySpan("Guarded.work").record().error()).isNotNull();
    }

    @Test
    void everythingTogether_isOneSpan() {
        int seen = this.context.getBean(ProxiedApplication.Watch.class).seen();
        String answer = work("everything").later("x").join();
        RecordedSpan span = onlySpan("Everything.later");
        assertThat(answer).startsWith("task-").endsWith(" " + span.id());
        assertThat(span.record().error()).isNull();
        assertThat(this.context.getBean(ProxiedApplication.Watch.class).seen()).isGreaterThan(seen);
    }

    @Test
    void httpServiceOfBoot_isRecorded() {
        assertThat(this.context.getBean(EchoClient.class).echo("hello")).isEqualTo("text=hello");
        RecordedSpan span = onlySpan("EchoClient.echo");
        assertThat(span.type()).isEqualTo(SpanType.TOOL);
        assertThat(span.record().input().json()).isEqualTo("{\"text\":\"hello\"}");
    }

    @Test
    void httpServiceMadeByHand_isRecorded() {
        assertThat(this.context.getBean(HandMadeClient.class).echo("hello")).isEqualTo("text=hello");
        onlySpan("HandMadeClient.echo");
    }

    @Test
    void repository_isRecordedWithInheritedMethods() {
        this.context.getBean(JdbcTemplate.class)
            .execute("create table if not exists article (id identity primary key, title varchar(100))");
        Articles articles = this.context.getBean(Articles.class);
        articles.save(new Article(null, "Returns"));
        assertThat(articles.findByTitle("Returns")).isNotEmpty();
        assertThat(articles.count()).isPositive();
        assertThat(this.spans.all()).extracting(RecordedSpan::name)
            .containsExactly("Articles.save", "articles.by_title", "Articles.count");
    }

    private RecordedSpan onlySpan(String name) {
        List<RecordedSpan> all = this.spans.all();
        assertThat(all).extracting(RecordedSpan::name).containsExactly(name);
        return all.get(0);
    }

    @SuppressWarnings("unchecked")
    private Work<String, String> work(String bean) {
        return this.context.getBean(bean, Work.class);
    }

    private static HttpServer echo() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/echo", (exchange) -> {
                byte[] answer = exchange.getRequestURI().getQuery().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/plain");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
