// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import ai.opper.tracing.aspect.CallSpan;
import ai.opper.tracing.aspect.ResultAdapter;

/** Contracts of adapters that do one thing wrong each. */
@SuppressWarnings("FutureReturnValueIgnored")
final class BrokenAdapters {

    private BrokenAdapters() {
    }

    /** Does nothing wrong. */
    static class Sound extends ResultAdapterContract<Future<String>> implements ResultAdapter {

        @Override
        protected ResultAdapter adapter() {
            return this;
        }

        @Override
        protected Class<?> type() {
            return Future.class;
        }

        @Override
        protected Work<Future<String>> work() {
            return new PromisedWork();
        }

        @Override
        public boolean supports(Class<?> type) {
            return Future.class.isAssignableFrom(type);
        }

        @Override
        public boolean isDeferred() {
            return false;
        }

        @Override
        public Object adapt(Object result, CallSpans spans) {
            CallSpan span = spans.start(null);
            return ((CompletableFuture<?>) result).whenComplete((value, error) -> {
                if (error == null) {
                    span.complete(value);
                }
                else {
                    span.fail(error);
                }
            });
        }

    }

    static class Early extends Sound {

        @Override
        public Object adapt(Object result, CallSpans spans) {
            spans.start(null).complete("here");
            return result;
        }

    }

    static class Hiding extends Sound {

        @Override
        public Object adapt(Object result, CallSpans spans) {
            return ((CompletableFuture<?>) super.adapt(result, spans)).exceptionally((error) -> null);
        }

    }

    private static final class PromisedWork implements ResultAdapterContract.Work<Future<String>> {

        private final CompletableFuture<String> promise = new CompletableFuture<>();

        @Override
        public Future<String> result() {
            return this.promise;
        }

        @Override
        public void complete(String value) {
            this.promise.complete(value);
        }

        @Override
        public void fail(Exception error) {
            this.promise.completeExceptionally(error);
        }

        @Override
        public Object outcome(Future<String> returned) throws Exception {
            return returned.get(20, TimeUnit.SECONDS);
        }

    }

}
