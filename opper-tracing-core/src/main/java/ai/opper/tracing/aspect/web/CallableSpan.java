// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.web;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

import ai.opper.tracing.aspect.CallSpan;
import ai.opper.tracing.aspect.ResultAdapter.CallSpans;
import ai.opper.tracing.observation.ActiveSpan;

/** A span around the work of a request on another thread, current on that thread. */
final class CallableSpan implements CallableProcessingInterceptor {

    private final Callable<?> awaited;

    private final CallSpans spans;

    private volatile @Nullable CallSpan span;

    private ActiveSpan.@Nullable Scope scope;

    CallableSpan(Callable<?> awaited, CallSpans spans) {
        this.awaited = awaited;
        this.spans = spans;
    }

    @Override
    public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
        if (task == this.awaited) {
            CallSpan started = this.spans.start(null);
            this.span = started;
            this.scope = started.makeCurrent();
        }
    }

    @Override
    public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
        CallSpan started = this.span;
        if (task != this.awaited || started == null) {
            return;
        }
        if (this.scope != null) {
            this.scope.close();
        }
        if (result instanceof Throwable error) {
            started.fail(error);
        }
        else {
            started.complete(result);
        }
    }

}
