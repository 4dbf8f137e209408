// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts every problem and explains each kind once: the first one of a kind and place is
 * a WARN with the remedy, later ones are DEBUG. While more problems and drops come, one
 * WARN a minute at most has the totals. Never throws.
 */
public final class Problems {

    private static final int MAX_PLACES = 1_000;

    private static final int MAX_FRAMES = 20;

    private static final Log logger = LogFactory.getLog("ai.opper.tracing");

    private final Tally<Problem> counts = new Tally<>();

    private final Set<String> explained = ConcurrentHashMap.newKeySet();

    private final Totals totals;

    /** Knows nothing of drops. */
    public Problems() {
        this(new Ledger());
    }

    /**
     * Makes an empty count.
     * @param ledger counts the drops whose totals the log is told
     */
    public Problems(Ledger ledger) {
        this(ledger, System::nanoTime);
    }

    /**
     * Makes an empty count with a clock of its own.
     * @param ledger counts the drops whose totals the log is told
     * @param nanoTime like {@link System#nanoTime()}
     */
    public Problems(Ledger ledger, LongSupplier nanoTime) {
        this.totals = new Totals(this.counts, ledger, nanoTime);
    }

    /**
     * Counts a problem, and explains it if its kind has not been seen at this place yet.
     * @param problem the kind
     * @param place where it happened, such as a method; never a payload or a key
     * @param description what happened, as a clause; never a payload or a key
     * @param cause what was thrown; its message is never logged, since it may hold
     * payload
     */
    public void report(Problem problem, String place, String description, @Nullable Throwable cause) {
        remind();
        this.counts.add(problem, 1);
        try {
            explain(problem, place, description, cause);
        }
        catch (RuntimeException | StackOverflowError | LinkageError ex) {
            // The log failed, and where should that be said?
        }
    }

    /**
     * Logs the totals if there is something new and the last time was a minute ago. For
     * whoever is awake anyway and may know of drops; costs no more than reading a clock.
     */
    public void remind() {
        tellTotals(false);
    }

    /**
     * Logs the totals if there is something new. For the end, after which nobody reminds.
     */
    public void conclude() {
        tellTotals(true);
    }

    private void tellTotals(boolean atOnce) {
        try {
            warn(atOnce ? this.totals.rest() : this.totals.due());
        }
        catch (RuntimeException | StackOverflowError | LinkageError ex) {
            // As above.
        }
    }

    private static void warn(@Nullable String line) {
        if (line != null) {
            logger.warn(line);
        }
    }

    private void explain(Problem problem, String place, String description, @Nullable Throwable cause) {
        if (isFirst(problem, place)) {
            this.totals.explained(problem);
            logger.warn(place + ": " + description + ((cause != null) ? " (" + cause.getClass().getName() + ")" : "")
                    + ". To mend it: " + problem.remedy() + ". Further cases are counted and logged at DEBUG.");
        }
        if (logger.isDebugEnabled()) {
            logger.debug(place + ": " + description + ((cause != null) ? origin(cause) : ""));
        }
    }

    private static String origin(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
            .limit(MAX_FRAMES)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining("\n\tat ", " (" + cause.getClass().getName() + ")\n\tat ", ""));
    }

    public long count(Problem problem) {
        return this.counts.get(problem);
    }

    private boolean isFirst(Problem problem, String place) {
        return this.explained.size() < MAX_PLACES && this.explained.add(problem.name() + ' ' + place);
    }

}
