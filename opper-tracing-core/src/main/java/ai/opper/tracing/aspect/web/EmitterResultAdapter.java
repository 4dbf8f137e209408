// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.web;

import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

import ai.opper.tracing.aspect.CallSpan;
import ai.opper.tracing.aspect.ResultAdapter;

/**
 * Ends the span when the emitter has completed, failed or timed out. What it sends goes
 * past: Spring shows it to nobody but the response.
 */
final class EmitterResultAdapter implements ResultAdapter {

    /** Where Spring MVC is missing, this adapter cannot be made. */
    private static final Class<?> TYPE = ResponseBodyEmitter.class;

    @Override
    public boolean supports(Class<?> type) {
        return TYPE.isAssignableFrom(type);
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
            await((ResponseBodyEmitter) result, span);
        }
        else {
            manager.registerDeferredResultInterceptor(new Object(), new DeferredResultSpan(null, span));
        }
        return result;
    }

    /** Outside of a request there is nobody to ask but the emitter. */
    private static void await(ResponseBodyEmitter emitter, CallSpan span) {
        emitter.onError(span::fail);
        emitter.onTimeout(span::cancel);
        emitter.onCompletion(() -> span.complete(null));
    }

}
