// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;
import org.jspecify.annotations.Nullable;

/** Spans as they reach a destination: usual ones, and the oddest that can be recorded. */
final class ContractSpans {

    /** Occurs in payloads only, so nothing that is logged may hold it. */
    static final String SECRET = "only-in-a-payload";

    private static final Instant START = Instant.parse("2026-11-21T10:00:00.000001Z");

    private static final int LARGE = 1024 * 1024;

    private ContractSpans() {
    }

    static SpanRecord root(String name) {
        return span(name, UuidV7.next(), null, START.plusMillis(5));
    }

    static SpanRecord below(SpanRecord parent, String name) {
        return span(name, parent.traceId(), parent.id(), START.plusMillis(4));
    }

    static SpanRecord running(String name) {
        return span(name, UuidV7.next(), null, null);
    }

    static SpanRecord ended(SpanRecord running) {
        return new SpanRecord(running.id(), running.traceId(), running.parentId(), running.name(), running.type(),
                running.startTime(), START.plusSeconds(1), running.input(), json('"' + SECRET + '"'), null, null, null,
                null, running.tags(), running.meta(), List.of(), List.of(), List.of());
    }

    private static SpanRecord span(String name, UUID traceId, @Nullable UUID parentId, @Nullable Instant end) {
        return new SpanRecord(UuidV7.next(), traceId, parentId, name, "chain", START, end,
                json("{\"question\":\"" + SECRET + "\"}"), null, null, null, null, null, Map.of(), Map.of(), List.of(),
                List.of(), List.of());
    }

    /** Everything that a span can say. */
    static SpanRecord full() {
        return new SpanRecord(UuidV7.next(), UuidV7.next(), null, "full", "tool", START, START.plusMillis(5),
                json("{\"question\":\"" + SECRET + "\"}"), json("[\"" + SECRET + "\",1,null]"),
                "java.io.IOException: no", 7, "session-1", "user-1",
                Map.of("plan", "gold", "retries", 3, "share", 0.25, "vip", true), Map.of("model", json("\"small\"")),
                List.of(new SpanEvent("cached", START.plusMillis(1), Map.of("hit", json("true")))),
                List.of(new Finding("grounded", json("false"), "no source")), List.of(metric()));
    }

    /** What an application may record, and a destination may choke on. */
    static List<SpanRecord> odd() {
        String noise = "\u0000\u001f\u2028 \ud83d\ude00 \" \\ </script>";
        return List.of(root(""), root(noise), root("x".repeat(10_000)), withInput(json("\"\\ud83d\"")),
                withInput(json("[".repeat(32) + "]".repeat(32))), withInput(json("1e400")), withInput(json("null")),
                withInput(json('"' + "a".repeat(LARGE) + '"')));
    }

    private static SpanRecord withInput(Payload input) {
        return new SpanRecord(UuidV7.next(), UuidV7.next(), null, "odd", "", START, START, input, null, "", null, "",
                "", Map.of("", ""), Map.of("", input), List.of(), List.of(), List.of());
    }

    static MetricRecord metric() {
        return new MetricRecord("hits", 3, "good");
    }

    private static Payload json(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }

}
