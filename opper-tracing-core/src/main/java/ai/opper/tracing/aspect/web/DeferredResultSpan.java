// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;

import ai.opper.tracing.aspect.CallSpan;

/**
 * Ends a span with the result of a request that was put off. Callbacks that the user has
 * set stay what they are.
 */
final class DeferredResultSpan implements DeferredResultProcessingInterceptor {

    private final @Nullable DeferredResult<?> awaited;

    private final CallSpan span;

    /**
     * Waits for a result.
     * @param awaited the result, or {@code null} for the only one of the request
     * @param span the span to end
     */
    DeferredResultSpan(@Nullable DeferredResult<?> awaited, CallSpan span) {
        this.awaited = awaited;
        this.span = span;
    }

    private boolean awaits(DeferredResult<?> result) {
        return this.awaited == null || this.awaited == result;
    }

    @Override
    public <T> void postProcess(NativeWebRequest request, DeferredResult<T> deferred, @Nullable Object result) {
        if (!awaits(deferred)) {
            return;
        }
        if (result instanceof Throwable error) {
            this.span.fail(error);
        }
        else {
            this.span.complete(result);
        }
    }

    @Override
    public <T> boolean handleError(NativeWebRequest request, DeferredResult<T> deferred, Throwable error) {
        if (awaits(deferred)) {
            this.span.fail(error);
        }
        return true;
    }

    @Override
    public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> deferred) {
        if (awaits(deferred)) {
            this.span.cancel();
        }
    }

}
