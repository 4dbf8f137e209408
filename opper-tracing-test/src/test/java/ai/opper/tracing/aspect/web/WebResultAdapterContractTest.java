// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.StandardServletAsyncWebRequest;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import ai.opper.tracing.Traced;
import ai.opper.tracing.aspect.FutureWork;
import ai.opper.tracing.aspect.ResultAdapter;
import ai.opper.tracing.test.ResultAdapterContract;
import ai.opper.tracing.test.TestTracing;

/** Our adapters of what controllers return keep what they promise. */
class WebResultAdapterContractTest {

    @Nested
    class OfResponseEntity extends ResultAdapterContract<ResponseEntity<?>> {

        @Override
        protected ResultAdapter adapter() {
            return new ResponseEntityResultAdapter();
        }

        @Override
        protected Class<?> type() {
            return ResponseEntity.class;
        }

        @Override
        protected Work<ResponseEntity<?>> work() {
            return new FutureWork<>() {

                private final ResponseEntity<?> response = ResponseEntity.ok(this.future);

                @Override
                public ResponseEntity<?> result() {
                    return this.response;
                }

                @Override
                public Object outcome(ResponseEntity<?> returned) throws Exception {
                    CompletionStage<?> body = (CompletionStage<?>) returned.getBody();
                    return body.toCompletableFuture().get(20, TimeUnit.SECONDS);
                }

            };
        }

    }

    @Nested
    class OfStreamingBody extends ResultAdapterContract<StreamingResponseBody> {

        @Override
        protected ResultAdapter adapter() {
            return new StreamingBodyResultAdapter();
        }

        @Override
        protected Class<?> type() {
            return StreamingResponseBody.class;
        }

        @Override
        protected Work<StreamingResponseBody> work() {
            return new FutureWork<>() {

                private final StreamingResponseBody body = (output) -> {
                    try {
                        output.write(await().getBytes(StandardCharsets.UTF_8));
                    }
                    catch (RuntimeException ex) {
                        throw ex;
                    }
                    catch (Exception ex) {
                        throw new IllegalStateException(ex);
                    }
                };

                @Override
                public StreamingResponseBody result() {
                    return this.body;
                }

                @Override
                public Object outcome(StreamingResponseBody returned) throws Exception {
                    ByteArrayOutputStream output = new ByteArrayOutputStream();
                    returned.writeTo(output);
                    return output.toString(StandardCharsets.UTF_8);
                }

            };
        }

    }

    @Nested
    class OfDeferredResult extends ResultAdapterContract<DeferredResult<?>> {

        @AfterEach
        void endRequest() {
            RequestContextHolder.resetRequestAttributes();
        }

        @Override
        protected ResultAdapter adapter() {
            return new DeferredResultAdapter();
        }

        @Override
        protected Class<?> type() {
            return DeferredResult.class;
        }

        @Override
        protected Work<DeferredResult<?>> work() {
            return new FutureWork<>() {

                private WebAsyncManager manager;

                private final DeferredResult<Object> deferred = new DeferredResult<>();

                @Override
                public DeferredResult<?> result() {
                    this.manager = Request.begin();
                    return this.deferred;
                }

                @Override
                public void complete(String value) {
                    this.deferred.setResult(value);
                }

                @Override
                public void fail(Exception error) {
                    this.deferred.setErrorResult(error);
                }

                @Override
                public Object outcome(DeferredResult<?> returned) throws Exception {
                    this.manager.startDeferredResultProcessing(returned);
                    return Request.outcome(this.manager);
                }

            };
        }

    }

    @Nested
    class OfCallable extends ResultAdapterContract<Callable<String>> {

        @AfterEach
        void endRequest() {
            RequestContextHolder.resetRequestAttributes();
        }

        @Override
        protected ResultAdapter adapter() {
            return new CallableResultAdapter();
        }

        @Override
        protected Class<?> type() {
            return Callable.class;
        }

        @Override
        protected Object call(TestTracing tracing, Supplier<?> body) {
            return tracing.traced(new CallableMethod()).call(body);
        }

        @Override
        protected Work<Callable<String>> work() {
            return new FutureWork<>() {

                private WebAsyncManager manager;

                private final Callable<String> callable = this::await;

                @Override
                public Callable<String> result() {
                    this.manager = Request.begin();
                    return this.callable;
                }

                @Override
                public Object outcome(Callable<String> returned) throws Exception {
                    this.manager.clearConcurrentResult();
                    this.manager.startCallableProcessing(returned);
                    return Request.outcome(this.manager);
                }

            };
        }

    }

    static class CallableMethod {

        @Traced(name = "work", recordInput = false)
        @SuppressWarnings("unchecked")
        public Callable<Object> call(Supplier<?> body) {
            return (Callable<Object>) body.get();
        }

    }

    /** A request of Spring MVC, as far as asynchronous results know one. */
    private static final class Request {

        static WebAsyncManager begin() {
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setAsyncSupported(true);
            MockHttpServletResponse response = new MockHttpServletResponse();
            RequestContextHolder.setRequestAttributes(new ServletWebRequest(request, response));
            WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
            manager.setAsyncWebRequest(new StandardServletAsyncWebRequest(request, response));
            return manager;
        }

        static Object outcome(WebAsyncManager manager) throws Exception {
            Awaitility.await().until(manager::hasConcurrentResult);
            Object result = manager.getConcurrentResult();
            if (result instanceof Exception error) {
                throw error;
            }
            return result;
        }

    }

}
