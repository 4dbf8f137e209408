// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import jakarta.servlet.Filter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.Traced;
import ai.opper.tracing.test.RecordedSpans;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers of Spring MVC that are made on another thread. A filter opens the outer span,
 * as a request is one: a controller method has returned before its {@code Callable} runs.
 */
class ServletTest {

    @ParameterizedTest
    @EnumSource
    void answersOfOtherThreads_findTheirParent(ThreadKind kind) throws Exception {
        try (RunningApplication application = RunningApplication.start(Server.class, kind.property(),
                "spring.main.web-application-type=servlet", "spring.task.execution.pool.core-size=1")) {
            assertBelowTheRequest(application, "/callable");
            assertBelowTheRequest(application, "/web-async-task");
            assertBelowTheRequest(application, "/streaming-response-body");
            assertBelowTheController(application, "/deferred-result");
            assertBelowTheController(application, "/sse");
            assertBelowTheController(application, "/mono");
        }
    }

    private static void assertBelowTheRequest(RunningApplication application, String path) throws Exception {
        RecordedSpans spans = twoRequests(application, path, 4);
        for (String name : new String[] { "first", "second" }) {
            assertThat(spans.span("below " + name)).hasParent("request " + name);
        }
    }

    private static void assertBelowTheController(RunningApplication application, String path) throws Exception {
        RecordedSpans spans = twoRequests(application, path, 6);
        for (String name : new String[] { "first", "second" }) {
            assertThat(spans.span("below " + name).parent()).isNotNull();
            assertThat(spans.span("below " + name)).hasParent("controller");
            assertThat(spans.span("below " + name).parent()).hasParent("request " + name);
        }
    }

    private static RecordedSpans twoRequests(RunningApplication application, String path, int spans) throws Exception {
        application.spans().clear();
        for (String name : new String[] { "first", "second" }) {
            assertThat(application.get(path + "?name=" + name)).contains(name);
        }
        application.spans().awaitSpans(spans, RunningApplication.PATIENCE);
        return application.spans();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Controller.class)
    static class Server {

        @Bean
        Filter requestSpan(OpperTracer tracer) {
            return (request, response, chain) -> {
                try (Span span = tracer.span("request " + request.getParameter("name")).start()) {
                    chain.doFilter(request, response);
                }
            };
        }

    }

    @RestController
    static class Controller {

        private final OpperTracer tracer;

        private final TaskExecutor executor;

        Controller(OpperTracer tracer, @Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor) {
            this.tracer = tracer;
            this.executor = executor;
        }

        private String work(String name) {
            return this.tracer.inSpan("below " + name, () -> name);
        }

        @GetMapping("/callable")
        public Callable<String> callable(@RequestParam String name) {
            return () -> work(name);
        }

        @GetMapping("/web-async-task")
        public WebAsyncTask<String> webAsyncTask(@RequestParam String name) {
            return new WebAsyncTask<>(() -> work(name));
        }

        @GetMapping("/streaming-response-body")
        public StreamingResponseBody streamingResponseBody(@RequestParam String name) {
            return (out) -> out.write(work(name).getBytes(StandardCharsets.UTF_8));
        }

        @Traced(name = "controller")
        @GetMapping("/deferred-result")
        public DeferredResult<String> deferredResult(@RequestParam String name) {
            DeferredResult<String> result = new DeferredResult<>();
            this.executor.execute(() -> result.setResult(work(name)));
            return result;
        }

        @Traced(name = "controller")
        @GetMapping("/sse")
        public SseEmitter sse(@RequestParam String name) {
            SseEmitter emitter = new SseEmitter();
            this.executor.execute(() -> send(emitter, name));
            return emitter;
        }

        private void send(SseEmitter emitter, String name) {
            try {
                emitter.send(work(name));
                emitter.complete();
            }
            catch (IOException ex) {
                emitter.completeWithError(ex);
            }
        }

        @Traced(name = "controller")
        @GetMapping("/mono")
        public Mono<String> mono(@RequestParam String name) {
            return Mono.just(name).publishOn(Schedulers.boundedElastic()).map(this::work);
        }

    }

}
