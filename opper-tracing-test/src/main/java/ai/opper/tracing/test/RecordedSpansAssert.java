// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.List;
import java.util.stream.Collectors;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about everything that was recorded. Each failure shows the whole tree.
 */
public final class RecordedSpansAssert extends AbstractAssert<RecordedSpansAssert, RecordedSpans> {

    RecordedSpansAssert(RecordedSpans actual) {
        super(actual, RecordedSpansAssert.class);
    }

    /**
     * Verifies that at least one trace starts with a span of a name.
     * @param name the name of a root
     * @return this
     */
    public RecordedSpansAssert hasRoot(String name) {
        SpanForest forest = forest();
        List<RecordedSpan> roots = forest.tops().stream().filter(RecordedSpan::isRoot).toList();
        if (roots.stream().noneMatch((root) -> root.name().equals(name))) {
            throw failure(forest, "a root '" + name + "'", "the roots are: " + names(roots));
        }
        return this;
    }

    /**
     * Verifies that there is a span of a name, anywhere.
     * @param name the span's name
     * @return this
     */
    public RecordedSpansAssert hasSpan(String name) {
        SpanForest forest = forest();
        if (forest.named(name).isEmpty()) {
            throw failure(forest, "a span '" + name + "'", "there is none");
        }
        return this;
    }

    /**
     * Verifies that there is no span of a name.
     * @param name the span's name
     * @return this
     */
    public RecordedSpansAssert hasNoSpan(String name) {
        SpanForest forest = forest();
        int count = forest.named(name).size();
        if (count > 0) {
            throw failure(forest, "no span '" + name + "'", "there " + ((count == 1) ? "is one" : "are " + count));
        }
        return this;
    }

    /**
     * Verifies that nothing was recorded.
     * @return this
     */
    public RecordedSpansAssert isEmpty() {
        return hasSpanCount(0);
    }

    /**
     * Verifies how many spans there are in all traces together.
     * @param count how many
     * @return this
     */
    public RecordedSpansAssert hasSpanCount(int count) {
        SpanForest forest = forest();
        int spans = forest.spans().size();
        if (spans != count) {
            throw failure(forest, (count == 1) ? "1 span" : count + " spans",
                    (spans == 1) ? "there is 1" : "there are " + spans);
        }
        return this;
    }

    /**
     * Verifies all traces at once: one name a line, indented below its parent, siblings
     * in the order in which they started.
     * @param names the whole expected tree, such as a text block
     * @return this
     */
    public RecordedSpansAssert hasTree(String names) {
        SpanForest forest = forest();
        return compare(forest, NameTree.parse(names), NameTree.of(forest.tops()), "this tree");
    }

    /**
     * Verifies all traces at once, with siblings in any order: for work that runs side by
     * side.
     * @param names the whole expected tree, such as a text block
     * @return this
     */
    public RecordedSpansAssert hasTreeInAnyOrder(String names) {
        SpanForest forest = forest();
        return compare(forest, NameTree.parse(names).sorted(), NameTree.of(forest.tops()).sorted(),
                "this tree in any order");
    }

    private RecordedSpansAssert compare(SpanForest forest, NameTree expected, NameTree recorded, String what) {
        if (!expected.toString().equals(recorded.toString())) {
            throw failureWithActualExpected(recorded.toString(), expected.toString(), "%s",
                    message(forest, what, "it is different.\n\nExpected tree:\n" + expected));
        }
        return this;
    }

    private SpanForest forest() {
        isNotNull();
        return this.actual.forest();
    }

    private AssertionError failure(SpanForest forest, String expected, String actually) {
        return failure("%s", message(forest, expected, actually));
    }

    private static String message(SpanForest forest, String expected, String actually) {
        return "Expected " + expected + ", but " + actually + "\n\n" + forest.tree();
    }

    private static String names(List<RecordedSpan> spans) {
        return spans.isEmpty() ? "none"
                : spans.stream().map((span) -> "'" + span.name() + "'").collect(Collectors.joining(", "));
    }

}
