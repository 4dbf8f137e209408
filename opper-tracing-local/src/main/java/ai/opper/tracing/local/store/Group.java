// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The changes of one transaction, and the traces whose summaries follow them. */
final class Group {

    private final SpanInserts inserts;

    private final Map<Long, Touched> touched = new LinkedHashMap<>();

    private final Set<UUID> changed = new LinkedHashSet<>();

    private final Set<Long> removed = new LinkedHashSet<>();

    private boolean datasetsChanged;

    private boolean thresholdsChanged;

    Group(SpanInserts inserts) {
        this.inserts = inserts;
    }

    Span insertAlone(SpanCreate create) {
        List<Outcome<Span>> outcome = this.inserts.insert(List.of(create), this);
        return outcome.get(0).orThrow();
    }

    List<Outcome<Span>> insert(List<SpanCreate> creates) {
        return this.inserts.insert(creates, this);
    }

    Touched touch(long traceNo, UUID traceId) {
        changed(traceId);
        return this.touched.computeIfAbsent(traceNo, (no) -> new Touched(no, traceId));
    }

    /** A trace that pages have to read again though its summary stays. */
    void changed(UUID traceId) {
        this.changed.add(traceId);
    }

    /** Traces that are gone, with all that belongs to them. */
    void removed(Collection<Long> traces) {
        this.removed.addAll(traces);
        traces.forEach(this.touched::remove);
    }

    Set<Long> removed() {
        return this.removed;
    }

    void datasetsChanged() {
        this.datasetsChanged = true;
    }

    void thresholdsChanged() {
        this.thresholdsChanged = true;
    }

    Map<Long, Touched> touched() {
        return this.touched;
    }

    /** Takes the traces out that only got more spans. */
    List<Touched> takeGrown() {
        List<Touched> grown = this.touched.values().stream().filter(Touched::onlyGrew).toList();
        grown.forEach((trace) -> this.touched.remove(trace.no()));
        return grown;
    }

    void tell(StoreListener listener) {
        if (!this.changed.isEmpty()) {
            listener.tracesChanged(this.changed);
        }
        if (this.datasetsChanged) {
            listener.datasetsChanged();
        }
        if (this.thresholdsChanged) {
            listener.thresholdsChanged();
        }
    }

    /** A trace whose spans changed. */
    static final class Touched {

        private final long no;

        private final UUID id;

        private final List<SpanEntry> added = new ArrayList<>();

        private final Map<Long, Span> payloads = new HashMap<>();

        private final Set<String> words = new LinkedHashSet<>();

        private boolean isNew;

        private boolean recompute;

        private boolean wordsRemoved;

        Touched(long no, UUID id) {
            this.no = no;
            this.id = id;
        }

        void add(SpanEntry entry, SpanRow row) {
            this.added.add(entry);
            this.payloads.put(entry.no(), row.span());
            this.words.addAll(row.words());
        }

        /** Puts what came before in front. */
        void follow(Touched before) {
            this.added.addAll(0, before.added);
            this.payloads.putAll(before.payloads);
            this.words.addAll(before.words);
        }

        void isNew() {
            this.isNew = true;
        }

        void changed(SpanRow row) {
            this.recompute = true;
            this.words.addAll(row.words());
        }

        void recompute() {
            this.recompute = true;
        }

        void removed() {
            this.recompute = true;
            this.wordsRemoved = true;
        }

        long no() {
            return this.no;
        }

        UUID id() {
            return this.id;
        }

        boolean whollyNew() {
            return this.isNew && !this.recompute;
        }

        private boolean onlyGrew() {
            return !this.isNew && !this.recompute;
        }

        boolean needsRecompute() {
            return this.recompute;
        }

        boolean lostWords() {
            return this.wordsRemoved;
        }

        List<SpanEntry> added() {
            return this.added;
        }

        Map<Long, Span> payloads() {
            return this.payloads;
        }

        Set<String> words() {
            return this.words;
        }

    }

}
