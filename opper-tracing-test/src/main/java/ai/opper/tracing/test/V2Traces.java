// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

/** The traces of version 2, as they can be read back. */
final class V2Traces {

    private final SpanStore store;

    V2Traces(SpanStore store) {
        this.store = store;
    }

    /**
     * Answers a request for traces.
     * @param request the request
     * @param below what follows {@code /v2/traces} in its path
     * @return the answer
     */
    Answer answer(ReceivedRequest request, String below) {
        if (!request.method().equals("GET")) {
            throw Refusal.methodNotAllowed(request);
        }
        return below.isEmpty() ? all(request) : Answer.of(200, trace(Fields.uuid("id", below.substring(1))));
    }

    private Answer all(ReceivedRequest request) {
        String name = request.parameter("name");
        List<JsonNode> named = new ArrayList<>();
        for (List<StoredSpan> spans : this.store.traces()) {
            if (name == null || V3Json.root(spans).name().equals(name)) {
                named.add(V2Json.trace(spans));
            }
        }
        return V2Json.page(request, named);
    }

    private JsonNode trace(UUID id) {
        return V2Json.fullTrace(this.store.trace(id));
    }

}
