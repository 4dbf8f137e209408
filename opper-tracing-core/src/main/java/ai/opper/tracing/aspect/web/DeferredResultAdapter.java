// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.web;

import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncManager;

import ai.opper.tracing.aspect.CallSpan;
import ai.opper.tracing.aspect.ResultAdapter;

/** Ends the span when the result is set. */
final class DeferredResultAdapter implements ResultAdapter {

    @Override
    public boolean supports(Class<?> type) {
        return DeferredResult.class.isAssignableFrom(type);
    }

    @Override
    public boolean isDeferred() {
        return false;
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        CallSpan span = spans.start(null);
        WebAsyncManager manager = AsyncRequest.manager();
        if (manager == null) {
            span.complete(result);
        }
        else {
            manager.registerDeferredResultInterceptor(new Object(),
                    new DeferredResultSpan((DeferredResult<?>) result, span));
        }
        return result;
    }

}
