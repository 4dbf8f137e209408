// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests whose last attempt may have been carried out, so that the API has to be asked
 * before they are made again. When there are too many to remember, every request is
 * doubtful until those have been settled.
 */
final class Doubts<T> {

    static final int MAX = 10_000;

    private final Set<T> doubtful = ConcurrentHashMap.newKeySet();

    private volatile boolean overflown;

    void add(T request) {
        if (this.doubtful.size() < MAX) {
            this.doubtful.add(request);
        }
        else {
            this.overflown = true;
        }
    }

    boolean contain(T request) {
        return this.overflown || this.doubtful.contains(request);
    }

    void settle(T request) {
        if (this.doubtful.remove(request) && this.doubtful.isEmpty()) {
            this.overflown = false;
        }
    }

}
