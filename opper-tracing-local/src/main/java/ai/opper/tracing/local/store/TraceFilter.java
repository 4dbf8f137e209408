// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What traces are narrowed to. All that is given must hold; of the values in one list one
 * is enough, but for tags and metrics, which must all hold.
 *
 * @param text words each of which must begin a word in a name, type, input, output, error
 * or meta of the trace's spans, in any case; or null
 * @param statuses states of the trace
 * @param names names of the trace
 * @param spanNames names of some span
 * @param types types of some span
 * @param models models of some span
 * @param services services of some span
 * @param sessions the trace's session
 * @param users users of some span
 * @param tags {@code key:value} or {@code key} of some span
 * @param durationUs microseconds; a running trace has no longest
 * @param cost dollars
 * @param tokens tokens in all
 * @param from the earliest start, or null
 * @param to the start that is too late, or null
 * @param metrics conditions on metrics of some span
 * @param feedback whether some span was judged so, or null
 * @param ids these traces and no others, if not empty
 */
public record TraceFilter(@Nullable String text, List<TraceStatus> statuses, List<String> names, List<String> spanNames,
        List<String> types, List<String> models, List<String> services, List<String> sessions, List<String> users,
        List<String> tags, Between durationUs, Between cost, Between tokens, @Nullable Instant from,
        @Nullable Instant to, List<MetricCondition> metrics, @Nullable Judgement feedback, List<UUID> ids) {

    /**
     * All traces.
     * @return a filter without conditions
     */
    public static TraceFilter none() {
        return new TraceFilter(null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), Between.ANY, Between.ANY, Between.ANY, null, null, List.of(), null, List.of());
    }

    /**
     * The same conditions for another time.
     * @param earliest the earliest start, or null
     * @param tooLate the start that is too late, or null
     * @return the filter
     */
    public TraceFilter within(@Nullable Instant earliest, @Nullable Instant tooLate) {
        return new TraceFilter(this.text, this.statuses, this.names, this.spanNames, this.types, this.models,
                this.services, this.sessions, this.users, this.tags, this.durationUs, this.cost, this.tokens, earliest,
                tooLate, this.metrics, this.feedback, this.ids);
    }

    /**
     * Whether it lets every trace through.
     * @return true without conditions
     */
    public boolean isEmpty() {
        return equals(none());
    }

    /**
     * A range, both ends included.
     *
     * @param min the smallest, or null
     * @param max the largest, or null
     */
    public record Between(@Nullable Double min, @Nullable Double max) {

        /** No limit. */
        public static final Between ANY = new Between(null, null);

    }

    /**
     * A condition on a metric.
     *
     * @param dimension what was measured
     * @param operator how it compares
     * @param value with what
     */
    public record MetricCondition(String dimension, Operator operator, double value) {
    }

    /** How numbers compare. */
    public enum Operator {

        /** Less. */
        BELOW("<"),
        /** Less or the same. */
        AT_MOST("<="),
        /** More. */
        ABOVE(">"),
        /** More or the same. */
        AT_LEAST(">="),
        /** The same. */
        EQUAL("=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /**
         * The operator's sign, which is also SQL's.
         * @return one or two characters
         */
        public String sign() {
            return this.sign;
        }

    }

    /** What people thought. */
    public enum Judgement {

        /** A score of 0.5 or more. */
        UP,
        /** A score below 0.5. */
        DOWN,
        /** Any score. */
        ANY

    }

}
