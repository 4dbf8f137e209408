// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

import ai.opper.tracing.observation.ActiveSpan;

/**
 * Passes everything on, and tells a span about it. What the iterator does is inside the
 * span, what the caller does with its elements is not.
 */
final class TracedIterator<T> implements Iterator<T> {

    private final Iterator<T> source;

    private final CallSpan span;

    TracedIterator(Iterator<T> source, CallSpan span) {
        this.source = source;
        this.span = span;
    }

    @Override
    public boolean hasNext() {
        boolean more;
        try (ActiveSpan.Scope scope = this.span.makeCurrent()) {
            more = this.source.hasNext();
        }
        catch (Throwable ex) {
            this.span.fail(ex);
            throw ex;
        }
        if (!more) {
            this.span.completeElements();
        }
        return more;
    }

    @Override
    public T next() {
        T element;
        try (ActiveSpan.Scope scope = this.span.makeCurrent()) {
            element = this.source.next();
        }
        catch (NoSuchElementException ex) {
            this.span.completeElements();
            throw ex;
        }
        catch (Throwable ex) {
            this.span.fail(ex);
            throw ex;
        }
        note(element);
        return element;
    }

    private void note(T element) {
        if (element != null) {
            this.span.element(element);
        }
    }

    @Override
    public void remove() {
        try (ActiveSpan.Scope scope = this.span.makeCurrent()) {
            this.source.remove();
        }
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        try (ActiveSpan.Scope scope = this.span.makeCurrent()) {
            this.source.forEachRemaining((element) -> pass(element, action));
        }
        catch (Throwable ex) {
            this.span.fail(ex);
            throw ex;
        }
        this.span.completeElements();
    }

    private void pass(T element, Consumer<? super T> action) {
        note(element);
        try (ActiveSpan.Scope scope = this.span.leave()) {
            action.accept(element);
        }
    }

    @Override
    public String toString() {
        return this.source.toString();
    }

}
