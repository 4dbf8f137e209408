// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The traces of version 3, as they can be read back. */
final class V3Traces {

    private static final int MAX_LIMIT = 100;

    private final SpanStore store;

    V3Traces(SpanStore store) {
        this.store = store;
    }

    /**
     * Answers a request for traces.
     * @param request the request
     * @param below what follows {@code /v3/traces} in its path
     * @return the answer
     */
    Answer answer(ReceivedRequest request, String below) {
        if (below.isEmpty()) {
            return all(request);
        }
        String[] steps = below.substring(1).split("/", -1);
        if (steps.length == 1) {
            return trace(request, Fields.uuid("id", steps[0]));
        }
        if (steps.length == 2 && steps[1].equals("events")) {
            return events(request, Fields.uuid("id", steps[0]));
        }
        throw Refusal.unknown("resource", request.path());
    }

    private Answer all(ReceivedRequest request) {
        onlyGet(request);
        String name = request.parameter("name");
        String part = (name != null) ? name.toLowerCase(Locale.ROOT) : "";
        return V3Json.page(Page.of(request, MAX_LIMIT),
                this.store.traces()
                    .stream()
                    .filter((spans) -> V3Json.root(spans).name().toLowerCase(Locale.ROOT).contains(part))
                    .map(V3Json::trace)
                    .toList());
    }

    private Answer trace(ReceivedRequest request, UUID id) {
        List<StoredSpan> spans = this.store.trace(id);
        if (request.method().equals("DELETE")) {
            spans.forEach((span) -> this.store.remove(span.id()));
            return Answer.empty(204);
        }
        onlyGet(request);
        return V3Json.data(V3Json.fullTrace(spans, this.store.eventsOf(id)));
    }

    private Answer events(ReceivedRequest request, UUID id) {
        onlyGet(request);
        String kind = request.parameter("kind");
        return V3Json.list(this.store.eventsOf(id)
            .stream()
            .filter((event) -> kind == null || event.kind().equals(kind))
            .map(V3Json::event)
            .toList());
    }

    private static void onlyGet(ReceivedRequest request) {
        if (!request.method().equals("GET")) {
            throw Refusal.methodNotAllowed(request);
        }
    }

}
