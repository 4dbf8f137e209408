// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.AbstractList;
import java.util.List;

/** The first elements of a stream, which knows how many there were in all. */
final class ElementList extends AbstractList<Object> {

    private final List<Object> first;

    private final long total;

    ElementList(List<Object> first, long total) {
        this.first = first;
        this.total = total;
    }

    /** How many elements have passed, beyond those in this list. */
    long total() {
        return this.total;
    }

    @Override
    public Object get(int index) {
        return this.first.get(index);
    }

    @Override
    public int size() {
        return this.first.size();
    }

}
