// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.ArrayList;
import java.util.List;

/**
 * The first elements of a stream, for expressions that look at its result. Counts them
 * all. Thread-safe.
 */
final class ResultElements {

    /** So many elements are kept; the rest of a stream is counted, not held. */
    static final int MAX_ELEMENTS = 1_000;

    private final List<Object> elements = new ArrayList<>();

    private long total;

    /**
     * Notes an element.
     * @param element the element
     * @param keep whether anybody will look at it
     */
    synchronized void add(Object element, boolean keep) {
        this.total++;
        if (keep && this.elements.size() < MAX_ELEMENTS) {
            this.elements.add(element);
        }
    }

    synchronized long total() {
        return this.total;
    }

    synchronized ElementList toList() {
        return new ElementList(List.copyOf(this.elements), this.total);
    }

}
