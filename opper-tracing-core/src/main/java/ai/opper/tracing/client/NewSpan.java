// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A span that is to be stored. Immutable; every method returns a new instance. */
public final class NewSpan {

    private final Map<String, Object> fields;

    private NewSpan(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * Begins a description.
     * @param name the span's name
     * @return a span with nothing but a name
     */
    public static NewSpan named(String name) {
        return new NewSpan(Map.of("name", name));
    }

    private NewSpan with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(this.fields);
        more.put(field, value);
        return new NewSpan(more);
    }

    /**
     * Gives the span an id of your own. With version 3 of the API, which makes the ids,
     * the call fails.
     * @param id the id
     * @return a new description
     */
    public NewSpan id(UUID id) {
        return with("id", id);
    }

    /**
     * Puts the span into a trace.
     * @param traceId the trace
     * @return a new description
     */
    public NewSpan traceId(UUID traceId) {
        return with("trace_id", traceId);
    }

    /**
     * Hangs the span below another, which must be stored already.
     * @param parentId the span above it
     * @return a new description
     */
    public NewSpan parentId(UUID parentId) {
        return with("parent_id", parentId);
    }

    /**
     * Says what kind of work it is.
     * @param type a constant of {@code SpanType}, or any other word
     * @return a new description
     */
    public NewSpan type(String type) {
        return with("type", type);
    }

    /**
     * Says when it started.
     * @param startTime the time
     * @return a new description
     */
    public NewSpan startTime(Instant startTime) {
        return with("start_time", startTime);
    }

    /**
     * Says when it ended.
     * @param endTime the time
     * @return a new description
     */
    public NewSpan endTime(Instant endTime) {
        return with("end_time", endTime);
    }

    /**
     * Says what it was given.
     * @param input text, or anything that Jackson can write
     * @return a new description
     */
    public NewSpan input(Object input) {
        return with("input", input);
    }

    /**
     * Says what it gave back.
     * @param output text, or anything that Jackson can write
     * @return a new description
     */
    public NewSpan output(Object output) {
        return with("output", output);
    }

    /**
     * Says what went wrong.
     * @param error a sentence
     * @return a new description
     */
    public NewSpan error(String error) {
        return with("error", error);
    }

    /**
     * Adds metadata.
     * @param meta names and values that Jackson can write
     * @return a new description
     */
    public NewSpan meta(Map<String, ?> meta) {
        return with("meta", meta);
    }

    /**
     * Judges the step. Version 3 of the API has no scores, so the call fails there.
     * @param score a score on a scale of your own
     * @return a new description
     */
    public NewSpan score(int score) {
        return with("score", score);
    }

    Map<String, Object> fields() {
        return this.fields;
    }

}
