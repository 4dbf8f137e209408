// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;

/**
 * A span without what a destination may have refused: its payloads are replaced by their
 * size and SHA-256, so that it can still be told what they were.
 */
final class Stub {

    /** Metadata up to this size is kept. */
    static final int SMALL_BYTES = 256;

    private Stub() {
    }

    /** Whether a request would be another one without payloads. */
    static boolean shortens(ExportRequest request) {
        if (request instanceof ExportRequest.Create create) {
            return !of(create.span()).equals(create.span());
        }
        return request instanceof ExportRequest.Complete complete && !of(complete.span()).equals(complete.span());
    }

    static SpanRecord of(SpanRecord span) {
        return new SpanRecord(span.id(), span.traceId(), span.parentId(), span.name(), span.type(), span.startTime(),
                span.endTime(), stub(span.input(), 0), stub(span.output(), 0), span.error(), span.score(),
                span.sessionId(), span.userId(), span.tags(), stubs(span.meta()), events(span.events()),
                findings(span.findings()), span.metrics());
    }

    private static List<SpanEvent> events(List<SpanEvent> events) {
        return events.stream()
            .map((event) -> new SpanEvent(event.name(), event.time(), stubs(event.attributes())))
            .toList();
    }

    private static List<Finding> findings(List<Finding> findings) {
        return findings.stream()
            .map((finding) -> new Finding(finding.name(), large(finding.value()), finding.comment()))
            .toList();
    }

    private static Map<String, Payload> stubs(Map<String, Payload> values) {
        Map<String, Payload> stubs = new LinkedHashMap<>();
        values.forEach((key, value) -> stubs.put(key, large(value)));
        return Collections.unmodifiableMap(stubs);
    }

    private static Payload large(Payload payload) {
        return (payload.size() > SMALL_BYTES) ? stub(payload) : payload;
    }

    private static @Nullable Payload stub(@Nullable Payload payload, int kept) {
        return (payload != null && payload.size() > kept) ? stub(payload) : payload;
    }

    private static Payload stub(Payload payload) {
        String text = "\"<refused: " + payload.size() + " bytes, SHA-256 " + sha256(payload.bytes()) + ">\"";
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform has SHA-256.", ex);
        }
    }

}
