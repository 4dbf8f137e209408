// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The summaries of the traces that were written last, which most spans belong to. Only
 * for a database that nobody else writes to; used by the thread that writes alone.
 */
final class LatestTraces {

    private static final int MOST_TRACES = 4000;

    // A trace has hundreds of words, so this is some ten megabytes.
    private static final int MOST_WORDS = 400_000;

    private final Map<Long, TraceState> states = new LinkedHashMap<>(16, 0.75f, true);

    private final boolean alone;

    private long words;

    LatestTraces(Dialect dialect) {
        this.alone = dialect == Dialect.H2;
    }

    /** Takes a state out, if it is there. */
    @Nullable TraceState find(long no) {
        TraceState state = this.states.remove(no);
        this.words -= (state != null) ? state.wordCount() : 0;
        return state;
    }

    void keep(Collection<TraceState> changed) {
        if (!this.alone) {
            return;
        }
        for (TraceState state : changed) {
            this.states.put(state.no(), state);
            this.words += state.wordCount();
        }
        while (!this.states.isEmpty() && (this.states.size() > MOST_TRACES || this.words > MOST_WORDS)) {
            find(this.states.keySet().iterator().next());
        }
    }

    void forget(Collection<Long> traces) {
        traces.forEach(this::find);
    }

    void forgetAll() {
        this.states.clear();
        this.words = 0;
    }

}
