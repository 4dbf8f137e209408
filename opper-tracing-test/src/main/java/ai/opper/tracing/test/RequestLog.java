// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps every request and how it was answered, in order. Its owner guards it. */
final class RequestLog {

    private final List<Entry> entries = new ArrayList<>();

    Entry add(ReceivedRequest request) {
        Entry entry = new Entry(request);
        this.entries.add(entry);
        return entry;
    }

    List<ReceivedRequest> requests() {
        return this.entries.stream().map((entry) -> entry.request).toList();
    }

    int size() {
        return this.entries.size();
    }

    void clear() {
        this.entries.clear();
    }

    String listing() {
        return this.entries.isEmpty() ? "No request has arrived."
                : this.entries.stream()
                    .map((entry) -> entry.request.toString())
                    .collect(Collectors.joining("\n  ", "These requests have arrived:\n  ", ""));
    }

    static final class Entry {

        private ReceivedRequest request;

        private Entry(ReceivedRequest request) {
            this.request = request;
        }

        void answered(int status) {
            this.request = this.request.answered(status);
        }

    }

}
