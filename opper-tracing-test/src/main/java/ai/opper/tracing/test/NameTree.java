// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** Names and what is below them, as written by people or as recorded. */
final class NameTree {

    private static final String INDENT = "  ";

    private final String name;

    private final List<NameTree> children = new ArrayList<>();

    private NameTree(String name) {
        this.name = name;
    }

    static NameTree of(List<RecordedSpan> tops) {
        NameTree all = new NameTree("");
        tops.forEach((top) -> all.children.add(of(top)));
        return all;
    }

    private static NameTree of(RecordedSpan span) {
        NameTree tree = of(span.children());
        NameTree named = new NameTree(span.name());
        named.children.addAll(tree.children);
        return named;
    }

    /**
     * Reads names, one a line. A line that is indented more than the one above it is
     * below it, whatever the width of the indent.
     */
    static NameTree parse(String text) {
        NameTree all = new NameTree("");
        Deque<Line> path = new ArrayDeque<>(List.of(new Line(-1, all)));
        text.lines().filter((line) -> !line.isBlank()).forEach((line) -> {
            int indent = line.length() - line.stripLeading().length();
            while (path.getLast().indent >= indent) {
                path.removeLast();
            }
            NameTree tree = new NameTree(line.strip());
            path.getLast().tree.children.add(tree);
            path.addLast(new Line(indent, tree));
        });
        return all;
    }

    /** The same tree with all siblings in alphabetical order. */
    NameTree sorted() {
        NameTree sorted = new NameTree(this.name);
        this.children.stream()
            .map(NameTree::sorted)
            .sorted(Comparator.comparing(NameTree::toString))
            .forEach(sorted.children::add);
        return sorted;
    }

    @Override
    public String toString() {
        String below = this.children.stream().map(NameTree::toString).collect(Collectors.joining("\n"));
        if (this.name.isEmpty()) {
            return below;
        }
        return below.isEmpty() ? this.name : this.name + "\n" + below.indent(INDENT.length()).stripTrailing();
    }

    private record Line(int indent, NameTree tree) {

    }

}
