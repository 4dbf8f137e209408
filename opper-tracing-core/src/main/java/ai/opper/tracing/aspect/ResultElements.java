// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.ArrayList;
import java.util.List;

/** The first elements of a stream, for expressions that look at its result. */
final class ResultElements {

    /** So many elements are kept; the rest of a stream is counted, not held. */
    private static final int MAX_ELEMENTS = 1_000;

    private final List<Object> elements = new ArrayList<>();

    synchronized void add(Object element) {
        if (this.elements.size() < MAX_ELEMENTS) {
            this.elements.add(element);
        }
    }

    synchronized List<Object> toList() {
        return List.copyOf(this.elements);
    }

}
