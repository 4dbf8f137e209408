// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;

/** A finished span that costs next to nothing to make: about 1 KiB on the wire. */
final class ReadySpan extends SpanNode {

    private static final Payload INPUT = payload(200);

    private static final Payload OUTPUT = payload(500);

    private static final Instant START = Instant.parse("2026-11-25T12:00:00.123456Z");

    private final String name;

    ReadySpan(UUID id, UUID traceId, String name) {
        super(id, traceId, null);
        this.name = name;
    }

    private static Payload payload(int characters) {
        return Payload.of(('"' + "x".repeat(characters) + '"').getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public SpanRecord snapshot() {
        return new SpanRecord(id(), traceId(), null, this.name, SpanType.CHAIN, START, START, INPUT, OUTPUT, null, null,
                null, null, Map.of(), Map.of(), List.of(), List.of(), List.of());
    }

    @Override
    public boolean isEnded() {
        return true;
    }

}
