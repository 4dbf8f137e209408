// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.concurrent.CancellationException;

import kotlin.Unit;
import kotlinx.coroutines.Deferred;
import org.jspecify.annotations.Nullable;

/** Ends the span when Kotlin's future completes. The caller gets the very object. */
final class CoroutineResultAdapter implements ResultAdapter {

    @Override
    public boolean supports(Class<?> type) {
        return Deferred.class.isAssignableFrom(type);
    }

    @Override
    public boolean isDeferred() {
        return false;
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        Deferred<?> deferred = (Deferred<?>) result;
        CallSpan span = spans.start(null);
        deferred.invokeOnCompletion((error) -> {
            end(deferred, span, error);
            return Unit.INSTANCE;
        });
        return result;
    }

    private static void end(Deferred<?> deferred, CallSpan span, @Nullable Throwable error) {
        if (error == null) {
            span.complete(deferred.getCompleted());
        }
        else if (error instanceof CancellationException) {
            span.cancel();
        }
        else {
            span.fail(error);
        }
    }

}
