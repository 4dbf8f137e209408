// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import ai.opper.tracing.local.store.TraceState.Head;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a line of the list shows besides numbers: kinds of spans, tags, services, models,
 * and which spans its previews come from.
 */
final class TraceFacts {

    private static final int MOST = 50;

    private final Map<String, Long> types = new LinkedHashMap<>();

    private final Map<String, String> tags = new LinkedHashMap<>();

    private final Set<String> services = new LinkedHashSet<>();

    private final Set<String> models = new LinkedHashSet<>();

    private @Nullable String session;

    private @Nullable String user;

    private @Nullable String error;

    private final Source input = new Source();

    private final Source output = new Source();

    void add(SpanEntry span, Head head) {
        String type = (span.type() != null) ? Facts.cut(span.type()) : "";
        if (this.types.size() < MOST || this.types.containsKey(type)) {
            this.types.merge(type, 1L, Long::sum);
        }
        keep(this.services, span.serviceName());
        keep(this.models, span.model());
        this.session = (this.session != null) ? this.session : span.facts().session();
        this.user = (this.user != null) ? this.user : span.facts().user();
        span.facts().tags().forEach((key, value) -> {
            if (this.tags.size() < MOST) {
                this.tags.putIfAbsent(key, value);
            }
        });
        if (this.error == null || (head.is(span) && span.error() != null)) {
            this.error = span.error();
        }
        this.input.offer(span, head, span.inputBytes() != null);
        this.output.offer(span, head, span.outputBytes() != null);
    }

    private static void keep(Set<String> values, @Nullable String value) {
        if (value != null && values.size() < MOST) {
            values.add(value);
        }
    }

    String write() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode labels = json.putObject("tags");
        this.tags.forEach(labels::put);
        this.services.forEach(json.putArray("services")::add);
        this.models.forEach(json.putArray("models")::add);
        return json.toString();
    }

    String writeTypes() {
        ObjectNode kinds = JsonNodeFactory.instance.objectNode();
        this.types.forEach(kinds::put);
        return kinds.toString();
    }

    void readTypes(String stored, JsonMapper mapper) {
        mapper.readTree(stored).properties().forEach((type) -> this.types.put(type.getKey(), type.getValue().asLong()));
    }

    static TraceFacts read(String stored, JsonMapper mapper) {
        TraceFacts facts = new TraceFacts();
        JsonNode json = mapper.readTree(stored);
        json.path("tags").properties().forEach((tag) -> facts.tags.put(tag.getKey(), tag.getValue().asString()));
        json.path("services").forEach((service) -> facts.services.add(service.asString()));
        json.path("models").forEach((model) -> facts.models.add(model.asString()));
        return facts;
    }

    void about(@Nullable String session, @Nullable String user, @Nullable String error) {
        this.session = session;
        this.user = user;
        this.error = error;
    }

    Map<String, Long> types() {
        return this.types;
    }

    Map<String, String> tags() {
        return this.tags;
    }

    Set<String> services() {
        return this.services;
    }

    Set<String> models() {
        return this.models;
    }

    @Nullable String session() {
        return this.session;
    }

    @Nullable String user() {
        return this.user;
    }

    @Nullable String error() {
        return this.error;
    }

    Source input() {
        return this.input;
    }

    Source output() {
        return this.output;
    }

    /**
     * Which span a preview comes from: the head, or, since an HTTP request has no input
     * of its own, the first step inside of it.
     */
    static final class Source {

        /** The head's own payload comes before any other. */
        static final long HEAD = Long.MIN_VALUE;

        private @Nullable Long startUs;

        private @Nullable Long changedTo;

        private @Nullable String preview;

        private void offer(SpanEntry span, Head head, boolean present) {
            if (!present || !(head.is(span) || head.isParentOf(span))) {
                return;
            }
            long rank = head.is(span) ? HEAD : span.startUs();
            if (this.startUs == null || rank < this.startUs) {
                this.startUs = rank;
                this.changedTo = span.no();
            }
        }

        void stored(@Nullable Long startUs, @Nullable String preview) {
            this.startUs = startUs;
            this.preview = preview;
        }

        void show(@Nullable String preview) {
            this.preview = preview;
            this.changedTo = null;
        }

        /** The span whose payload has to be looked at, or null when none has changed. */
        @Nullable Long changedTo() {
            return this.changedTo;
        }

        @Nullable Long startUs() {
            return this.startUs;
        }

        @Nullable String preview() {
            return this.preview;
        }

    }

}
