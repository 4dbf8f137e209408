// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

/** Ends the span when the stage completes. The caller gets the very stage. */
final class CompletionStageResultAdapter implements ResultAdapter {

    @Override
    public boolean supports(Class<?> type) {
        return CompletionStage.class.isAssignableFrom(type);
    }

    @Override
    public boolean isDeferred() {
        return false;
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        CallSpan span = spans.start(null);
        ((CompletionStage<?>) result).whenComplete((value, error) -> end(span, value, error));
        return result;
    }

    private static void end(CallSpan span, @Nullable Object value, @Nullable Throwable error) {
        Throwable cause = (error != null) ? causeOf(error) : null;
        if (cause == null) {
            span.complete(value);
        }
        else if (cause instanceof CancellationException) {
            span.cancel();
        }
        else {
            span.fail(cause);
        }
    }

    private static Throwable causeOf(Throwable error) {
        boolean wrapper = error instanceof CompletionException || error instanceof ExecutionException;
        return (wrapper && error.getCause() != null) ? error.getCause() : error;
    }

}
