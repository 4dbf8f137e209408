// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about one recorded span. Each failure shows the whole tree. */
public final class RecordedSpanAssert extends AbstractAssert<RecordedSpanAssert, RecordedSpan> {

    RecordedSpanAssert(RecordedSpan actual) {
        super(actual, RecordedSpanAssert.class);
    }

    /**
     * Verifies the name.
     * @param name the whole name
     * @return this
     */
    public RecordedSpanAssert hasName(String name) {
        return check(record().name().equals(name), "the name '" + name + "'", "it is '" + record().name() + "'");
    }

    /**
     * Verifies the kind of work.
     * @param type such as {@link ai.opper.tracing.SpanType#TOOL}
     * @return this
     */
    public RecordedSpanAssert hasType(String type) {
        return check(record().type().equals(type), "the type '" + type + "'", "it is '" + record().type() + "'");
    }

    /**
     * Verifies that it starts a trace.
     * @return this
     */
    public RecordedSpanAssert isRoot() {
        return check(record().isRoot(), "no parent", "its parent is " + parent());
    }

    /**
     * Verifies the span above it.
     * @param name the parent's name
     * @return this
     */
    public RecordedSpanAssert hasParent(String name) {
        RecordedSpan parent = span().parent();
        return check(parent != null && parent.name().equals(name), "the parent '" + name + "'",
                "its parent is " + parent());
    }

    /**
     * Verifies that a span of a name is right below it.
     * @param name the child's name
     * @return this
     */
    public RecordedSpanAssert hasChild(String name) {
        return check(span().children().stream().anyMatch((child) -> child.name().equals(name)),
                "a child '" + name + "'",
                names("its children are: ", span().children().stream().map((child) -> "'" + child.name() + "'")));
    }

    /**
     * Verifies what it was given, by meaning: the order of fields and the form of numbers
     * do not matter.
     * @param json the whole expected input
     * @return this
     */
    public RecordedSpanAssert hasInputJson(String json) {
        return checkJson("the input", record().input(), json);
    }

    /**
     * Verifies what it was given.
     * @param text the text, or the exact JSON of something else
     * @return this
     */
    public RecordedSpanAssert hasInput(String text) {
        return checkText("the input", record().input(), text);
    }

    /**
     * Verifies that no input was recorded.
     * @return this
     */
    public RecordedSpanAssert hasNoInput() {
        return check(record().input() == null, "no input", "it is " + shown(record().input()));
    }

    /**
     * Verifies what it gave back, by meaning: the order of fields and the form of numbers
     * do not matter.
     * @param json the whole expected output
     * @return this
     */
    public RecordedSpanAssert hasOutputJson(String json) {
        return checkJson("the output", record().output(), json);
    }

    /**
     * Verifies what it gave back.
     * @param text the text, or the exact JSON of something else
     * @return this
     */
    public RecordedSpanAssert hasOutput(String text) {
        return checkText("the output", record().output(), text);
    }

    /**
     * Verifies that no output was recorded.
     * @return this
     */
    public RecordedSpanAssert hasNoOutput() {
        return check(record().output() == null, "no output", "it is " + shown(record().output()));
    }

    /**
     * Verifies that it has a metric of this value, among others or not.
     * @param dimension the metric's name
     * @param value its value
     * @return this
     */
    public RecordedSpanAssert hasMetric(String dimension, double value) {
        return check(
                record().metrics()
                    .stream()
                    .anyMatch((metric) -> metric.dimension().equals(dimension) && metric.value() == value),
                "the metric " + dimension + "=" + TreePrinter.number(value), metrics());
    }

    /**
     * Verifies that it has no metric of a name.
     * @param dimension the metric's name
     * @return this
     */
    public RecordedSpanAssert hasNoMetric(String dimension) {
        return check(record().metrics().stream().map(MetricRecord::dimension).noneMatch(dimension::equals),
                "no metric " + dimension, metrics());
    }

    /**
     * Verifies that it has no metric at all.
     * @return this
     */
    public RecordedSpanAssert hasNoMetric() {
        return check(record().metrics().isEmpty(), "no metric", metrics());
    }

    /**
     * Verifies a tag. Numbers are compared by value.
     * @param key the tag's key
     * @param value its value
     * @return this
     */
    public RecordedSpanAssert hasTag(String key, Object value) {
        Object recorded = record().tags().get(key);
        return check(equalValues(recorded, value), "the tag " + tag(key, value), tags());
    }

    /**
     * Verifies that it has no tag of a key.
     * @param key the tag's key
     * @return this
     */
    public RecordedSpanAssert hasNoTag(String key) {
        return check(!record().tags().containsKey(key), "no tag " + key, tags());
    }

    /**
     * Verifies an entry of its metadata, by meaning.
     * @param key the entry's key
     * @param json the whole expected value
     * @return this
     */
    public RecordedSpanAssert hasMeta(String key, String json) {
        return checkJson("the meta '" + key + "'", record().meta().get(key), json);
    }

    /**
     * Verifies the session that it belongs to, such as a conversation.
     * @param sessionId the whole id
     * @return this
     */
    public RecordedSpanAssert hasSessionId(String sessionId) {
        return check(sessionId.equals(record().sessionId()), "the session id '" + sessionId + "'",
                is(record().sessionId()));
    }

    /**
     * Verifies the user for whom the work was done.
     * @param userId the whole id
     * @return this
     */
    public RecordedSpanAssert hasUserId(String userId) {
        return check(userId.equals(record().userId()), "the user id '" + userId + "'", is(record().userId()));
    }

    /**
     * Verifies how good the work was judged to be.
     * @param score the score
     * @return this
     */
    public RecordedSpanAssert hasScore(int score) {
        Integer recorded = record().score();
        return check(recorded != null && recorded == score, "the score " + score,
                (recorded != null) ? "it is " + recorded : "it has none");
    }

    /**
     * Verifies that something happened in it, among other things or not.
     * @param name the event's name
     * @return this
     */
    public RecordedSpanAssert hasEvent(String name) {
        return check(record().events().stream().anyMatch((event) -> event.name().equals(name)),
                "the event '" + name + "'", names("its events are: ", record().events().stream().map(SpanEvent::name)));
    }

    /**
     * Verifies what was found out about it, by meaning.
     * @param name the finding's name
     * @param json the whole expected value
     * @return this
     */
    public RecordedSpanAssert hasFinding(String name, String json) {
        return check(
                record().findings()
                    .stream()
                    .anyMatch((finding) -> finding.name().equals(name) && Json.says(finding.value().json(), json)),
                "the finding " + name + "=" + json, names("its findings are: ",
                        record().findings().stream().map((finding) -> finding.name() + "=" + finding.value().json())));
    }

    /**
     * Verifies what went wrong.
     * @param part some of the error's text
     * @return this
     */
    public RecordedSpanAssert hasError(String part) {
        String error = record().error();
        return check(error != null && error.contains(part), "an error with '" + part + "'", error());
    }

    /**
     * Verifies that nothing went wrong in it. The spans below it may have failed.
     * @return this
     */
    public RecordedSpanAssert hasNoError() {
        return check(record().error() == null, "no error", error());
    }

    /**
     * Verifies that it has an end, not before its start.
     * @return this
     */
    public RecordedSpanAssert hasEnded() {
        SpanRecord span = record();
        return check(span.endTime() != null && !span.endTime().isBefore(span.startTime()),
                "an end after its start at " + span.startTime(),
                (span.endTime() != null) ? "its end is " + span.endTime() : "it has not ended");
    }

    private RecordedSpanAssert checkText(String what, @Nullable Payload payload, String text) {
        return compare(payload != null && payload.text().equals(text), what, text, payload);
    }

    private RecordedSpanAssert checkJson(String what, @Nullable Payload payload, String json) {
        return compare(payload != null && Json.says(payload.json(), json), what, json, payload);
    }

    /** Lets an IDE show both sides. */
    private RecordedSpanAssert compare(boolean same, String what, String expected, @Nullable Payload payload) {
        if (!same && payload != null) {
            throw failureWithActualExpected(payload.json(), expected, "%s",
                    message(what + " " + expected, "it is " + shown(payload)));
        }
        return check(same, what + " " + expected, "it is not recorded");
    }

    private RecordedSpanAssert check(boolean holds, String expected, String actually) {
        if (!holds) {
            throw failure("%s", message(expected, actually));
        }
        return this;
    }

    private String message(String expected, String actually) {
        return "Expected span '" + record().name() + "' to have " + expected + ", but " + actually + ".\n\n"
                + span().tree();
    }

    private RecordedSpan span() {
        isNotNull();
        return this.actual;
    }

    private SpanRecord record() {
        return span().record();
    }

    private String parent() {
        RecordedSpan parent = span().parent();
        if (parent != null) {
            return "'" + parent.name() + "'";
        }
        return record().isRoot() ? "none" : record().parentId() + ", which is not recorded";
    }

    private String metrics() {
        return names("its metrics are: ",
                record().metrics()
                    .stream()
                    .map((metric) -> metric.dimension() + "=" + TreePrinter.number(metric.value())));
    }

    private String tags() {
        return names("its tags are: ",
                record().tags().entrySet().stream().map((tag) -> tag(tag.getKey(), tag.getValue())));
    }

    /** A text is quoted, so that it can be told from a number. */
    private static String tag(String key, Object value) {
        return key + "=" + ((value instanceof String) ? "\"" + value + "\"" : value);
    }

    private static String names(String what, Stream<String> names) {
        String all = names.collect(Collectors.joining(", "));
        return all.isEmpty() ? "it has none" : what + all;
    }

    private static String is(@Nullable String value) {
        return (value != null) ? "it is '" + value + "'" : "it has none";
    }

    private String error() {
        return (record().error() != null) ? "it failed with: " + record().error() : "it has none";
    }

    private static String shown(@Nullable Payload payload) {
        if (payload == null) {
            return "not recorded";
        }
        long omitted = payload.omittedBytes();
        return payload.json() + ((omitted > 0)
                ? ", of which " + omitted + " bytes were left out (see opper.tracing.capture.max-bytes)" : "");
    }

    private static boolean equalValues(@Nullable Object recorded, Object expected) {
        if (recorded instanceof Number && expected instanceof Number) {
            return new BigDecimal(recorded.toString()).compareTo(new BigDecimal(expected.toString())) == 0;
        }
        return Objects.equals(recorded, expected);
    }

}
