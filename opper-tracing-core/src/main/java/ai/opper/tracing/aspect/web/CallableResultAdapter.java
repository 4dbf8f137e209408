// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.web;

import java.util.concurrent.Callable;

import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncTask;

import ai.opper.tracing.aspect.ResultAdapter;

/**
 * A span for the work that a controller leaves to another thread. Outside of a request a
 * callable is a value like others.
 */
final class CallableResultAdapter implements ResultAdapter {

    @Override
    public boolean supports(Class<?> type) {
        return type == Callable.class || WebAsyncTask.class.isAssignableFrom(type);
    }

    @Override
    public boolean isDeferred() {
        return true;
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        WebAsyncManager manager = AsyncRequest.manager();
        if (manager == null) {
            spans.start(null).complete(result);
        }
        else {
            manager.registerCallableInterceptor(new Object(), new CallableSpan(callable(result), spans));
        }
        return result;
    }

    private static Callable<?> callable(Object result) {
        return (result instanceof WebAsyncTask<?> task) ? task.getCallable() : (Callable<?>) result;
    }

}
