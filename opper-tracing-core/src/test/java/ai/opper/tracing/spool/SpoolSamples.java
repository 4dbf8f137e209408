// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;

/** Spans of all kinds to put into a spool, and what was found in it. */
final class SpoolSamples {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private SpoolSamples() {
    }

    static SpanRecord span(int payloadBytes, MetricRecord... metrics) {
        Payload payload = Payload.of(("\"" + "x".repeat(payloadBytes) + "\"").getBytes(StandardCharsets.UTF_8));
        Instant now = Instant.now();
        return new SpanRecord(UuidV7.next(), UuidV7.next(), null, "work", "chain", now.minusMillis(5), now, payload,
                null, null, null, null, null, Map.of(), Map.of(), List.of(), List.of(), List.of(metrics));
    }

    static SpoolEntry.Finished finished(int payloadBytes) {
        return new SpoolEntry.Finished(span(payloadBytes), SpoolEntry.Opening.NEVER, false);
    }

    static UUID idOf(SpoolEntry entry) {
        if (entry instanceof SpoolEntry.Finished finished) {
            return finished.span().id();
        }
        if (entry instanceof SpoolEntry.Opened opened) {
            return opened.snapshot().id();
        }
        return (entry instanceof SpoolEntry.LateMetric late) ? late.spanId() : ((SpoolEntry.ServerId) entry).spanId();
    }

    static FileSpool open(Path directory, Ledger ledger) {
        return FileSpool.open(SpoolSettings.in(directory), ledger, new Problems());
    }

    /** Takes everything out that nobody holds. */
    static List<Spooled> takeAll(Spool spool) throws Exception {
        List<Spooled> all = new ArrayList<>();
        for (List<Spooled> some = take(spool, 500); !some.isEmpty(); some = take(spool, 500)) {
            all.addAll(some);
        }
        return all;
    }

    static List<Spooled> take(Spool spool, int max) throws Exception {
        return spool.oldest(max).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    static SpanRecord randomSpan(Random random) {
        Map<String, Object> tags = new HashMap<>();
        Map<String, Payload> meta = new HashMap<>();
        List<SpanEvent> events = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<MetricRecord> metrics = new ArrayList<>();
        for (int index = random.nextInt(4); index > 0; index--) {
            tags.put("tag" + index, tag(random));
            meta.put("meta" + index, payload(random));
            events.add(new SpanEvent("event", time(random), Map.of("key", payload(random))));
            findings.add(new Finding("finding", payload(random), text(random)));
            metrics.add(new MetricRecord("metric" + index, random.nextGaussian(), text(random)));
        }
        return new SpanRecord(UuidV7.next(), UuidV7.next(), random.nextBoolean() ? UuidV7.next() : null, "näme ☕",
                "chain", time(random), random.nextBoolean() ? time(random) : null, payload(random),
                random.nextBoolean() ? payload(random) : null, text(random), random.nextBoolean() ? 7 : null,
                text(random), text(random), tags, meta, events, findings, metrics);
    }

    private static Object tag(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong();
            case 2 -> random.nextDouble();
            case 3 -> random.nextBoolean();
            default -> "text 🚀";
        };
    }

    private static Instant time(Random random) {
        return Instant.ofEpochSecond(random.nextInt(), 1_000L * random.nextInt(1_000_000));
    }

    private static String text(Random random) {
        return random.nextBoolean() ? "text " + random.nextInt() : null;
    }

    private static Payload payload(Random random) {
        byte[] json = ("[" + random.nextInt() + "]").getBytes(StandardCharsets.UTF_8);
        return random.nextBoolean() ? Payload.of(json) : Payload.truncated(json, random.nextInt(1_000_000));
    }

}
