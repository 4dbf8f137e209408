// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.Iterator;
import java.util.PrimitiveIterator;

/**
 * Ends the span when the iterator has no more elements, for methods that declare an
 * {@link Iterator} and nothing more special.
 */
final class IteratorResultAdapter implements ResultAdapter {

    @Override
    public boolean supports(Class<?> type) {
        return type == Iterator.class;
    }

    @Override
    public boolean isDeferred() {
        return false;
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        CallSpan span = spans.start(null);
        if (isMore(result)) {
            span.complete(result);
            return result;
        }
        return new TracedIterator<>((Iterator<?>) result, span);
    }

    /**
     * A caller may look for more than the declared type, such as for a way to close it.
     */
    private static boolean isMore(Object iterator) {
        return iterator instanceof AutoCloseable || iterator instanceof PrimitiveIterator;
    }

}
