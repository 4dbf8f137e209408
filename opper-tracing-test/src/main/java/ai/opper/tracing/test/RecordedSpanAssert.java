// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Collectors;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
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
                span().children().isEmpty() ? "it has none"
                        : span().children()
                            .stream()
                            .map((child) -> "'" + child.name() + "'")
                            .collect(Collectors.joining(", ", "its children are: ", "")));
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
        return check(equalValues(recorded, value), "the tag " + key + "=" + value, "its tags are " + record().tags());
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
                "an end after its start at " + span.startTime(), "its end is " + span.endTime());
    }

    private RecordedSpanAssert checkText(String what, @Nullable Payload payload, String text) {
        return check(payload != null && payload.text().equals(text), what + " " + text, "it is " + shown(payload));
    }

    private RecordedSpanAssert checkJson(String what, @Nullable Payload payload, String json) {
        return check(payload != null && Json.says(payload.json(), json), what + " " + json, "it is " + shown(payload));
    }

    private RecordedSpanAssert check(boolean holds, String expected, String actually) {
        if (!holds) {
            throw failure("%s", "Expected span '" + record().name() + "' to have " + expected + ", but " + actually
                    + ".\n\n" + span().tree());
        }
        return this;
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
        return record().metrics().isEmpty() ? "it has none"
                : record().metrics()
                    .stream()
                    .map((metric) -> metric.dimension() + "=" + TreePrinter.number(metric.value()))
                    .collect(Collectors.joining(", ", "its metrics are: ", ""));
    }

    private String error() {
        return (record().error() != null) ? "it failed with: " + record().error() : "it has none";
    }

    private static String shown(@Nullable Payload payload) {
        return (payload != null) ? payload.json() : "not recorded";
    }

    private static boolean equalValues(@Nullable Object recorded, Object expected) {
        if (recorded instanceof Number && expected instanceof Number) {
            return new BigDecimal(recorded.toString()).compareTo(new BigDecimal(expected.toString())) == 0;
        }
        return Objects.equals(recorded, expected);
    }

}
