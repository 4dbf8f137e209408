// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/** A complete HTTP response, before a {@link Reply} spoils it. */
record Answer(int status, String body, Map<String, String> headers) {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    static Answer of(int status, JsonNode body) {
        return new Answer(status, body.toString(), JSON);
    }

    static Answer json(int status, String body) {
        return new Answer(status, body, body.isEmpty() ? Map.of() : JSON);
    }

    static Answer empty(int status) {
        return new Answer(status, "", Map.of());
    }

    Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(this.headers);
        all.putAll(more);
        return new Answer(this.status, this.body, all);
    }

}
