// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.stereotype.Service;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.validation.BeanPropertyBindingResult;

import ai.opper.tracing.RecordedLog;

import static org.assertj.core.api.Assertions.assertThat;

/** Some values are named and never looked into. */
class NamedValuesTest {

    private final Captures captures = Captures.standard();

    private final AtomicInteger touched = new AtomicInteger();

    @Service
    static class Greeter {

        public String getGreeting() {
            throw new AssertionError("must not be asked");
        }

    }

    public interface Greeting {

        String getGreeting();

    }

    @Test
    void value_namesWhatItMustNotWalk() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:named");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:named");
                GenericApplicationContext context = new GenericApplicationContext()) {
            List<Object> values = List.of(InputStream.nullInputStream(), Reader.nullReader(), ByteBuffer.allocate(3),
                    Stream.of(1), List.of(1).iterator(), Mono.just(1), Flux.just(1), new CompletableFuture<>(),
                    ForkJoinPool.commonPool(), getClass().getClassLoader(), Thread.currentThread(), new ThreadLocal<>(),
                    new ReentrantLock(), (Principal) () -> "ann", new ByteArrayResource(new byte[2]),
                    new MockMultipartFile("file", new byte[2]), new MockHttpServletRequest(),
                    new MockHttpServletResponse(), new MockHttpSession(), MockServerHttpRequest.get("/").build(),
                    new MockServerHttpResponse(), MockServerWebExchange.from(MockServerHttpRequest.get("/")), database,
                    connection, context, new StandardEnvironment(), new ContextRefreshedEvent(context), new Greeter(),
                    new ExtendedModelMap(), new BeanPropertyBindingResult(this, "x"), new HttpHeaders(),
                    ProcessHandle.current(), new CountDownLatch(1));
            for (Object value : values) {
                String what = value.getClass().getName();
                assertThat(this.captures.json(value)).as(what).startsWith("\"<").endsWith(">\"").hasSizeLessThan(200);
                assertThat(this.captures.tree(Map.of("a", Arrays.asList(value, 1))).get("a").get(1).asInt()).as(what)
                    .isEqualTo(1);
            }
        }
        assertThat(this.captures.failures()).isZero();
    }

    @Test
    void value_namesProxies() {
        ProxyFactory byClass = new ProxyFactory(new Plain());
        byClass.setProxyTargetClass(true);
        assertThat(this.captures.json(byClass.getProxy())).isEqualTo("\"<" + Plain.class.getName() + ">\"");
        ProxyFactory byInterface = new ProxyFactory(Greeting.class, new org.aopalliance.intercept.MethodInterceptor() {

            @Override
            public Object invoke(org.aopalliance.intercept.MethodInvocation invocation) {
                throw new AssertionError("must not be asked");
            }

        });
        assertThat(this.captures.json(byInterface.getProxy()))
            .isEqualTo("\"<proxy of " + Greeting.class.getName() + ">\"");
    }

    static class Plain {

        public String getGreeting() {
            throw new AssertionError("must not be asked");
        }

    }

    @Test
    void value_describesBytesBySize() {
        assertThat(this.captures.json(new byte[1234])).isEqualTo("\"<byte[1234]>\"");
        assertThat(this.captures.json(Map.of("file", new byte[2]))).isEqualTo("{\"file\":\"<byte[2]>\"}");
        assertThat(this.captures.json(new byte[][] { { 1 }, { 1, 2 } })).isEqualTo("[\"<byte[1]>\",\"<byte[2]>\"]");
    }

    @Test
    void value_consumesNothing() throws Exception {
        InputStream stream = new ByteArrayInputStream(new byte[] { 7 });
        Reader reader = new StringReader("x");
        Iterator<Integer> iterator = List.of(1).iterator();
        Enumeration<Integer> enumeration = java.util.Collections.enumeration(List.of(1));
        Mono<Integer> mono = Mono.fromCallable(this.touched::incrementAndGet);
        this.captures.json(Arrays.asList(stream, reader, iterator, enumeration, mono));
        assertThat(stream.read()).isEqualTo(7);
        assertThat(reader.read()).isEqualTo('x');
        assertThat(iterator.hasNext()).isTrue();
        assertThat(enumeration.hasMoreElements()).isTrue();
        assertThat(this.touched).hasValue(0);
    }

    @Test
    void value_walksWhatCarriesContent() {
        assertThat(this.captures.tree(ResponseEntity.ok(Map.of("a", 1))).get("body").get("a").asInt()).isEqualTo(1);
        assertThat(this.captures.json(new File("/a/b"))).contains("/a/b");
        assertThat(this.captures.json(Thread.State.NEW)).isEqualTo("\"NEW\"");
        assertThat(this.captures.json(new Object[] { Map.entry("k", 1) })).isEqualTo("[{\"k\":1}]");
    }

    static final class Spilling {

        private final boolean spills = true;

        public String getText() {
            if (this.spills) {
                throw new IllegalStateException("the payload spilt");
            }
            return "text";
        }

        @Override
        public String toString() {
            return "the payload spilt";
        }

    }

    @Test
    void failures_areExplainedOnceAndWithoutPayload() {
        try (RecordedLog log = new RecordedLog(Level.ALL)) {
            for (int round = 0; round < 3; round++) {
                this.captures.json(Map.of("the payload spilt", new Spilling()));
                this.captures.capture().text("the payload spilt");
            }
            assertThat(this.captures.failures()).isEqualTo(3);
            assertThat(log.messages(Level.WARNING)).singleElement()
                .asString()
                .contains(Spilling.class.getName())
                .contains("recordInput")
                .contains("IllegalStateException");
            assertThat(log.messages(Level.FINE)).hasSize(3);
            assertThat(log.everything()).doesNotContain("spilt");
        }
    }

}
