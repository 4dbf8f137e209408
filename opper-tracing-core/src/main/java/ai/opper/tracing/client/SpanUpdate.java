// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is to be changed of a span. Immutable; every method returns a new instance.
 * Version 3 of the API changes only end, output, error and metadata of a span: anything
 * else makes the call fail.
 */
public final class SpanUpdate {

    private final Map<String, Object> fields;

    private SpanUpdate(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * Begins a change.
     * @return a change of nothing
     */
    public static SpanUpdate create() {
        return new SpanUpdate(Map.of());
    }

    private SpanUpdate with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(this.fields);
        more.put(field, value);
        return new SpanUpdate(more);
    }

    /**
     * Changes the name.
     * @param name the new name
     * @return a new change
     */
    public SpanUpdate name(String name) {
        return with("name", name);
    }

    /**
     * Changes the kind of work.
     * @param type the new type
     * @return a new change
     */
    public SpanUpdate type(String type) {
        return with("type", type);
    }

    /**
     * Changes the start.
     * @param startTime the new time
     * @return a new change
     */
    public SpanUpdate startTime(Instant startTime) {
        return with("start_time", startTime);
    }

    /**
     * Changes the end.
     * @param endTime the new time
     * @return a new change
     */
    public SpanUpdate endTime(Instant endTime) {
        return with("end_time", endTime);
    }

    /**
     * Changes what the step was given.
     * @param input text, or anything that Jackson can write
     * @return a new change
     */
    public SpanUpdate input(Object input) {
        return with("input", ApiJson.text(input));
    }

    /**
     * Changes what the step gave back.
     * @param output text, or anything that Jackson can write
     * @return a new change
     */
    public SpanUpdate output(Object output) {
        return with("output", ApiJson.text(output));
    }

    /**
     * Changes what went wrong.
     * @param error a sentence
     * @return a new change
     */
    public SpanUpdate error(String error) {
        return with("error", error);
    }

    /**
     * Changes the metadata. Whether Opper keeps what is not named here is not known: name
     * all of them.
     * @param meta names and values that Jackson can write
     * @return a new change
     */
    public SpanUpdate meta(Map<String, ?> meta) {
        return with("meta", meta);
    }

    /**
     * Changes the score.
     * @param score the new score
     * @return a new change
     */
    public SpanUpdate score(int score) {
        return with("score", score);
    }

    Map<String, Object> fields() {
        return this.fields;
    }

}
