// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import reactor.core.publisher.Flux;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.Traced;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;

/** The spans of controllers whose work goes on after they have returned. */
class WebResultTest {

    private final TracedApplication application = TracedApplication.of(Controller.class, State.class);

    private final Controller controller = this.application.bean(Controller.class);

    private final State state = this.application.bean(State.class);

    private MockMvc mvc;

    @BeforeEach
    void open() {
        this.mvc = MockMvcBuilders.standaloneSetup(this.controller).build();
    }

    @AfterEach
    void close() {
        assertThat(this.application.current()).isNull();
        assertThat(this.application.problems(Problem.RECORDING_FAILED)).isZero();
        assertThat(this.application.problems(Problem.CHANGED_AFTER_END)).isZero();
        this.application.close();
    }

    private MvcResult start(String path) throws Exception {
        return this.mvc.perform(get(path)).andExpect(request().asyncStarted()).andReturn();
    }

    private SpanRecord span(String name) {
        return this.application.spans().named("Controller." + name);
    }

    private void assertNotEnded() {
        assertThat(this.application.spans().all()).isEmpty();
    }

    private void assertInside(String name) {
        assertThat(this.application.spans().named("inside").parentId()).isEqualTo(span(name).id());
    }

    @Test
    void sseEmitter_endsItsSpanWhenItCompletes() throws Exception {
        MvcResult started = start("/sse");
        this.state.sse.send("hello");
        assertNotEnded();
        this.state.sse.complete();
        this.mvc.perform(asyncDispatch(started)).andExpect(content().string("data:hello\n\n"));
        assertThat(this.application.spans().awaitCount(1).only().error()).isNull();
    }

    @Test
    void sseEmitter_failsItsSpan() throws Exception {
        start("/sse");
        this.state.sse.completeWithError(new IOException("torn"));
        assertThat(this.application.spans().awaitCount(1).only().error()).isEqualTo("java.io.IOException: torn");
    }

    @Test
    void sseEmitter_thatCompletesInTheCallEndsItsSpan() throws Exception {
        start("/at-once");
        assertThat(span("atOnce").error()).isNull();
    }

    @Test
    void sseEmitter_thatTimesOutEndsItsSpanAndCallsTheUser() throws Exception {
        MvcResult started = start("/sse");
        started.getRequest().getAsyncContext().setTimeout(-1);
        for (var listener : ((org.springframework.mock.web.MockAsyncContext) started.getRequest().getAsyncContext())
            .getListeners()) {
            listener.onTimeout(new jakarta.servlet.AsyncEvent(started.getRequest().getAsyncContext()));
        }
        assertThat(this.application.spans().awaitCount(1).only().error()).contains("AsyncRequestTimeoutException");
        assertThat(this.state.seen).contains("timeout");
    }

    @Test
    void sseEmitter_outsideOfARequestLeavesTheCallbacksOfTheUserAlone() {
        SseEmitter emitter = this.controller.sse();
        assertThat(emitter).isSameAs(this.state.sse);
        assertNotEnded();
    }

    @Test
    void emitterInAResponse_endsItsSpanWhenItCompletes() throws Exception {
        MvcResult started = start("/emitter");
        assertNotEnded();
        this.state.emitter.send("part");
        this.state.emitter.complete();
        this.mvc.perform(asyncDispatch(started)).andExpect(content().string("part"));
        assertThat(span("emitter").error()).isNull();
    }

    @Test
    void streamingBody_isASpanAroundTheWriting() throws Exception {
        MvcResult started = start("/body");
        started.getAsyncResult(5_000);
        this.mvc.perform(asyncDispatch(started)).andExpect(content().string("body"));
        assertInside("body");
    }

    @Test
    void streamingBodyInAResponse_isASpanAroundTheWriting() throws Exception {
        MvcResult started = start("/body-entity");
        started.getAsyncResult(5_000);
        this.mvc.perform(asyncDispatch(started)).andExpect(content().string("body"));
        assertInside("bodyEntity");
    }

    @Test
    void callable_isASpanOnTheThreadThatRunsIt() throws Exception {
        MvcResult started = start("/callable");
        started.getAsyncResult(5_000);
        this.mvc.perform(asyncDispatch(started)).andExpect(content().string("called"));
        assertInside("callable");
        assertThat(SpansInMemory.output(span("callable"))).isEqualTo("\"called\"");
    }

    @Test
    void webAsyncTask_isASpanOnTheThreadThatRunsItAndKeepsItsCallbacks() throws Exception {
        MvcResult started = start("/task");
        started.getAsyncResult(5_000);
        this.mvc.perform(asyncDispatch(started)).andExpect(content().string("done"));
        assertInside("task");
        assertThat(this.state.seen).contains("completed");
    }

    @Test
    void failingCallable_failsItsSpan() throws Exception {
        MvcResult started = start("/failing");
        assertThat(started.getAsyncResult(5_000)).isInstanceOf(IOException.class);
        assertThat(this.application.spans().awaitCount(1).only().error()).isEqualTo("java.io.IOException: down");
    }

    @Test
    void callableOutsideOfARequest_isAValue() throws Exception {
        Callable<String> callable = this.controller.callable();
        assertThat(span("callable")).isNotNull();
        assertThat(callable.call()).isEqualTo("called");
        assertThat(this.application.spans().named("inside").parentId()).isNull();
    }

    @Test
    void deferredResult_endsItsSpanWhenItIsSet() throws Exception {
        MvcResult started = start("/deferred");
        assertNotEnded();
        this.state.deferred.setResult("late");
        this.mvc.perform(asyncDispatch(started)).andExpect(content().string("late"));
        assertThat(SpansInMemory.output(span("deferred"))).isEqualTo("\"late\"");
        assertThat(this.state.seen).contains("deferred completed");
    }

    @Test
    void deferredResult_failsItsSpan() throws Exception {
        start("/deferred");
        this.state.deferred.setErrorResult(new IOException("down"));
        assertThat(span("deferred").error()).isEqualTo("java.io.IOException: down");
    }

    @Test
    void fluxInAResponse_hasASpanForItsSubscription() throws Exception {
        ResponseEntity<Flux<String>> response = this.controller.flux();
        assertThat(response.getHeaders().getFirst("X-Kind")).isEqualTo("flux");
        assertNotEnded();
        assertThat(response.getBody().collectList().block()).containsExactly("a", "b");
        assertThat(SpansInMemory.output(span("flux"))).isEqualTo("\"ab\"");
    }

    @Test
    void futureInAResponse_endsItsSpanWhenItCompletes() {
        CompletableFuture<String> future = new CompletableFuture<>();
        assertThat(this.controller.future(future).getBody()).isSameAs(future);
        assertNotEnded();
        future.complete("late");
        assertThat(SpansInMemory.output(span("future"))).isEqualTo("\"late\"");
    }

    @Test
    void plainResponse_isAValue() {
        assertThat(this.controller.plain().getBody()).isEqualTo("plain");
        assertThat(SpansInMemory.output(span("plain"))).contains("plain");
    }

    @RestController
    static class Controller {

        private final OpperTracer tracer;

        private final State state;

        Controller(OpperTracer tracer, State state) {
            this.tracer = tracer;
            this.state = state;
        }

        @Traced
        @GetMapping("/sse")
        public SseEmitter sse() {
            this.state.sse.onTimeout(() -> this.state.seen.add("timeout"));
            return this.state.sse;
        }

        @Traced
        @GetMapping("/at-once")
        public SseEmitter atOnce() throws IOException {
            SseEmitter done = new SseEmitter();
            done.send("now");
            done.complete();
            return done;
        }

        @Traced
        @GetMapping("/emitter")
        public ResponseEntity<ResponseBodyEmitter> emitter() {
            return ResponseEntity.ok(this.state.emitter);
        }

        @Traced
        @GetMapping("/body")
        public StreamingResponseBody body() {
            return (output) -> write(output);
        }

        @Traced
        @GetMapping("/body-entity")
        public ResponseEntity<StreamingResponseBody> bodyEntity() {
            return ResponseEntity.ok((output) -> write(output));
        }

        @Traced
        @GetMapping("/callable")
        public Callable<String> callable() {
            return () -> this.tracer.inSpan("inside", () -> "called");
        }

        @Traced
        @GetMapping("/failing")
        public Callable<String> failing() {
            return () -> {
                throw new IOException("down");
            };
        }

        @Traced
        @GetMapping("/task")
        public WebAsyncTask<String> task() {
            WebAsyncTask<String> task = new WebAsyncTask<>(TimeUnit.SECONDS.toMillis(5),
                    () -> this.tracer.inSpan("inside", () -> "done"));
            task.onCompletion(() -> this.state.seen.add("completed"));
            return task;
        }

        @Traced
        @GetMapping("/deferred")
        public DeferredResult<String> deferred() {
            this.state.deferred.onCompletion(() -> this.state.seen.add("deferred completed"));
            return this.state.deferred;
        }

        @Traced
        public ResponseEntity<Flux<String>> flux() {
            return ResponseEntity.ok().header("X-Kind", "flux").body(Flux.just("a", "b"));
        }

        @Traced(recordInput = false)
        public ResponseEntity<CompletableFuture<String>> future(CompletableFuture<String> future) {
            return ResponseEntity.ok(future);
        }

        @Traced
        public ResponseEntity<String> plain() {
            return ResponseEntity.ok("plain");
        }

        private void write(OutputStream output) throws IOException {
            try (Span inside = this.tracer.span("inside").start()) {
                output.write("body".getBytes(StandardCharsets.UTF_8));
            }
        }

    }

    /** What the controller works with, beside the proxy. */
    static class State {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        private final SseEmitter sse = new SseEmitter();

        private final ResponseBodyEmitter emitter = new ResponseBodyEmitter();

        private final DeferredResult<String> deferred = new DeferredResult<>();

    }

}
