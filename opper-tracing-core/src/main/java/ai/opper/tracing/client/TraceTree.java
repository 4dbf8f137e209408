// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The spans of a trace in their hierarchy, earlier ones first. Its text is the tree, with
 * types, durations, tokens and errors, and without inputs and outputs.
 *
 * @param roots spans with nothing above them in the trace
 */
public record TraceTree(List<Node> roots) {

    static TraceTree of(List<TraceSpan> spans) {
        List<TraceSpan> sorted = spans.stream().sorted(Comparator.comparing(TraceTree::start)).toList();
        Map<@Nullable UUID, List<TraceSpan>> children = new LinkedHashMap<>();
        Set<UUID> known = new HashSet<>();
        sorted.forEach((span) -> known.add(span.id()));
        for (TraceSpan span : sorted) {
            UUID above = (span.parentId() != null && known.contains(span.parentId())) ? span.parentId() : null;
            children.computeIfAbsent(above, (id) -> new ArrayList<>()).add(span);
        }
        Set<UUID> placed = new HashSet<>();
        List<Node> roots = nodes(children.getOrDefault(null, List.of()), children, placed);
        // Spans that are above each other in a circle have no root.
        List<TraceSpan> circular = sorted.stream().filter((span) -> !placed.contains(span.id())).toList();
        roots.addAll(nodes(circular, children, placed));
        return new TraceTree(List.copyOf(roots));
    }

    private static Instant start(TraceSpan span) {
        return Objects.requireNonNullElse(span.startTime(), Instant.MAX);
    }

    private static List<Node> nodes(List<TraceSpan> spans, Map<@Nullable UUID, List<TraceSpan>> children,
            Set<UUID> placed) {
        List<Node> nodes = new ArrayList<>();
        for (TraceSpan span : spans) {
            if (placed.add(span.id())) {
                nodes.add(new Node(span,
                        List.copyOf(nodes(children.getOrDefault(span.id(), List.of()), children, placed))));
            }
        }
        return nodes;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Node root : this.roots) {
            root.print("", "", text);
        }
        return text.toString();
    }

    /**
     * A span and what is below it.
     *
     * @param span the span
     * @param children the spans right below it
     */
    public record Node(TraceSpan span, List<Node> children) {

        private void print(String first, String others, StringBuilder text) {
            text.append(first).append(line()).append('\n');
            for (int index = 0; index < this.children.size(); index++) {
                boolean last = index == this.children.size() - 1;
                this.children.get(index).print(others + (last ? "└─ " : "├─ "), others + (last ? "   " : "│  "), text);
            }
        }

        private String line() {
            Duration duration = this.span.duration();
            StringBuilder line = new StringBuilder(this.span.name()).append(" (")
                .append(Objects.requireNonNullElse(this.span.type(), "unknown"))
                .append(", ")
                .append((duration != null) ? String.format(Locale.ROOT, "%,d ms", duration.toMillis()) : "open")
                .append(')');
            if (this.span.totalTokens() != null) {
                line.append(String.format(Locale.ROOT, " %,d tokens", this.span.totalTokens()));
            }
            if (this.span.error() != null) {
                line.append(" failed");
            }
            return line.toString();
        }

    }

}
