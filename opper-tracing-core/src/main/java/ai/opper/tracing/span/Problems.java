// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts every problem and explains each kind once: the first one of a kind and place is
 * a WARN with the remedy, later ones are DEBUG. Never throws.
 */
public final class Problems {

    private static final int MAX_PLACES = 1_000;

    private static final Log logger = LogFactory.getLog("ai.opper.tracing");

    private final Map<Problem, LongAdder> counts = new EnumMap<>(Problem.class);

    private final Set<String> explained = ConcurrentHashMap.newKeySet();

    public Problems() {
        for (Problem problem : Problem.values()) {
            this.counts.put(problem, new LongAdder());
        }
    }

    /**
     * Counts a problem, and explains it if its kind has not been seen at this place yet.
     * @param problem the kind
     * @param place where it happened, such as a method; never a payload or a key
     * @param description what happened, as a clause; never a payload or a key
     * @param cause what was thrown, shown at DEBUG only since its message may hold
     * payload
     */
    public void report(Problem problem, String place, String description, @Nullable Throwable cause) {
        this.counts.get(problem).increment();
        if (isFirst(problem, place)) {
            logger.warn(place + ": " + description + ((cause != null) ? " (" + cause.getClass().getName() + ")" : "")
                    + ". To mend it: " + problem.remedy() + ". Further cases are counted and logged at DEBUG.");
        }
        if (logger.isDebugEnabled()) {
            logger.debug(place + ": " + description, cause);
        }
    }

    public long count(Problem problem) {
        return this.counts.get(problem).sum();
    }

    private boolean isFirst(Problem problem, String place) {
        return this.explained.size() < MAX_PLACES && this.explained.add(problem.name() + ' ' + place);
    }

}
