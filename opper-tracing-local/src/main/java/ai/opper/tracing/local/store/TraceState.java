// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The summary of one trace while it is worked on. Its head is the earliest root, or, as
 * long as there is none, the earliest span whose parent is stored elsewhere.
 */
final class TraceState {

    private static final Comparator<SpanEntry> HEAD = Comparator.comparing(SpanEntry::rootKind)
        .thenComparing(SpanEntry::startUs)
        .thenComparing(SpanEntry::id);

    private final long no;

    private final UUID id;

    private final Head head;

    private final TraceTotals totals = new TraceTotals();

    private final TraceFacts facts;

    private final Set<Label> labels = new LinkedHashSet<>();

    private final Set<Label> writtenLabels = new HashSet<>();

    private @Nullable Set<String> words;

    private @Nullable List<@Nullable Object> detail;

    private TraceState(long no, UUID id, Head head, TraceFacts facts) {
        this.no = no;
        this.id = id;
        this.head = head;
        this.facts = facts;
    }

    /** Sums up all spans of a trace. */
    static TraceState of(long no, UUID id, Collection<SpanEntry> spans) {
        SpanEntry first = spans.stream().min(HEAD).orElseThrow();
        TraceState state = new TraceState(no, id, Head.of(first), new TraceFacts());
        state.labels.add(new Label(Label.Kind.NAME, Facts.cut(first.name())));
        state.take(first);
        spans.stream()
            .filter((span) -> span.no() != first.no())
            .sorted(Comparator.comparing(SpanEntry::startUs))
            .forEach(state::take);
        return state;
    }

    static TraceState stored(long no, UUID id, Head head, TraceFacts facts) {
        return new TraceState(no, id, head, facts);
    }

    /**
     * Adds spans, if that is all that there is to do.
     * @param spans new spans
     * @return false when the trace gets another head or its orphans a parent: then all of
     * its spans have to be summed up anew, and this is to be thrown away
     */
    boolean add(Collection<SpanEntry> spans) {
        boolean simple = this.totals.orphans() == 0
                && spans.stream().noneMatch((span) -> span.orphan() || this.head.yieldsTo(span));
        if (simple) {
            spans.forEach(this::take);
        }
        return simple;
    }

    private void take(SpanEntry span) {
        this.totals.add(span);
        this.facts.add(span, this.head);
        for (Label label : Label.of(span)) {
            if (!this.writtenLabels.contains(label)) {
                this.labels.add(label);
            }
        }
    }

    long no() {
        return this.no;
    }

    UUID id() {
        return this.id;
    }

    Head head() {
        return this.head;
    }

    TraceTotals totals() {
        return this.totals;
    }

    TraceFacts facts() {
        return this.facts;
    }

    /** Those that have not been written. */
    Set<Label> labels() {
        return this.labels;
    }

    void labelsWritten() {
        this.writtenLabels.addAll(this.labels);
        this.labels.clear();
    }

    /** The words that have been written, or null when that is not known. */
    @Nullable Set<String> words() {
        return this.words;
    }

    int wordCount() {
        return (this.words != null) ? this.words.size() : 0;
    }

    void wordsWritten(Set<String> all) {
        this.words = all;
    }

    /** Whether the row of details is another than the one that was written last. */
    boolean detailChangesTo(List<@Nullable Object> row) {
        boolean changes = !row.equals(this.detail);
        this.detail = row;
        return changes;
    }

    /**
     * What names a trace.
     *
     * @param no the span's number
     * @param id the span's id
     * @param kind 0 for a root, 1 for an orphan
     * @param name its name
     * @param type its type, or null
     * @param startUs when it began
     * @param score a judgement, or null
     */
    record Head(long no, UUID id, int kind, String name, @Nullable String type, long startUs, @Nullable Integer score) {

        static Head of(SpanEntry span) {
            return new Head(span.no(), span.id(), span.rootKind(), span.name(), span.type(), span.startUs(),
                    span.score());
        }

        boolean yieldsTo(SpanEntry other) {
            if (!other.isRoot()) {
                return false;
            }
            int order = Integer.compare(other.rootKind(), this.kind);
            order = (order != 0) ? order : Long.compare(other.startUs(), this.startUs);
            return ((order != 0) ? order : other.id().compareTo(this.id)) < 0;
        }

        boolean is(SpanEntry span) {
            return span.no() == this.no;
        }

        boolean isParentOf(SpanEntry span) {
            return Optional.ofNullable(span.parentId()).filter((parent) -> Objects.equals(parent, this.id)).isPresent();
        }

    }

}
