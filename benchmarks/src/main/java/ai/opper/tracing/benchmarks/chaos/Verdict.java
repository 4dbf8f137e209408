// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.chaos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.benchmarks.Scorecard;
import ai.opper.tracing.export.DeadLetter;
import ai.opper.tracing.export.opper.OpperApiVersion;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.LedgerSnapshot;
import ai.opper.tracing.spool.SpoolEntry;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.StoredSpan;

/** Compares what was recorded with what the API has and what the ledger says. */
final class Verdict {

    private static final int COMPARED = 200;

    private final Recorded recorded;

    private final LedgerSnapshot ledger;

    private final List<DeadLetter> deadLetters;

    private final List<StoredSpan> stored;

    private final Map<Integer, Integer> metrics;

    private final FakeOpperApi api;

    private final Map<UUID, StoredSpan> byClientId = new HashMap<>();

    private final Set<UUID> apiIds = new HashSet<>();

    private final boolean spool;

    private int spansTwice;

    Verdict(Recorded recorded, Application application, FakeOpperApi api, ChaosSettings settings) {
        this.recorded = recorded;
        this.ledger = application.ledger().snapshot();
        this.deadLetters = application.shipper().deadLetters().list();
        this.api = api;
        this.spool = settings.spool();
        this.stored = api.spans();
        this.metrics = (settings.apiVersion() == OpperApiVersion.V2) ? metrics(api) : evaluations(api);
        for (StoredSpan span : this.stored) {
            this.apiIds.add(span.id());
            if (this.byClientId.put(span.clientId(), span) != null) {
                this.spansTwice++;
            }
        }
    }

    /** How often the API has each metric, by its value. */
    private static Map<Integer, Integer> metrics(FakeOpperApi api) {
        Map<Integer, Integer> counts = new HashMap<>();
        api.metrics().forEach((metric) -> counts.merge((int) metric.value(), 1, Integer::sum));
        return counts;
    }

    private static Map<Integer, Integer> evaluations(FakeOpperApi api) {
        Map<Integer, Integer> counts = new HashMap<>();
        api.events().forEach((event) -> counts.merge((int) event.data().path("value").doubleValue(), 1, Integer::sum));
        return counts;
    }

    void addTo(Scorecard score) {
        addApplication(score);
        addStore(score);
        addLedger(score);
        score.fact("requests", this.api.requests().size() + "");
    }

    private void addApplication(Scorecard score) {
        score.exactly("exceptions that the application saw", this.recorded.surprises(), 0);
        score.fact("slowest end of a span", "%d ms", TimeUnit.NANOSECONDS.toMillis(this.recorded.slowestNanos()));
        score.fact("spans recorded", this.recorded.spanCount() + "");
        score.fact("metrics recorded", this.recorded.metricCount() + "");
    }

    private void addStore(Scorecard score) {
        score.exactly("spans stored twice", this.spansTwice, 0);
        score.exactly("metrics stored twice", this.metrics.values().stream().filter((count) -> count > 1).count(), 0);
        score.exactly("spans stored that nobody recorded", count((span) -> entry(span) == null), 0);
        score.exactly("metrics stored that nobody recorded",
                this.metrics.keySet().stream().filter((value) -> this.recorded.metric(value) == null).count(), 0);
        score.exactly("orphans", count(this::isOrphan), 0);
        score.exactly("spans below another parent than recorded", count(this::isMisplaced), 0);
        score.fact("spans at the top, since their parents were never stored", count(this::isDetached) + "");
        score.exactly("spans with another name or input than recorded", count(this::isDifferent), 0);
        score.fact("spans with their input in meta.late", count(Verdict::isLate) + "");
        score.exactly("requests that the API did not understand", misunderstood(), 0);
    }

    private void addLedger(Scorecard score) {
        long complete = count((span) -> span.endTime() != null) + this.metrics.size();
        long completed = count((span) -> span.endTime() != null && isCompletedWithout(span));
        long unconfirmed = complete - this.ledger.stored();
        score.fact("spans stored without an end", count((span) -> span.endTime() == null) + "");
        score.fact("spans that were opened, lost their record and were completed without", completed + "");
        score.exactly("created, by the ledger, less recorded and completed",
                this.ledger.created() - this.recorded.itemCount() - completed, 0);
        score.exactly("pending, by the ledger", this.ledger.pending(), 0);
        score.fact("stored, by the ledger", this.ledger.stored() + "");
        long stopped = this.ledger.dropped(Drop.SHUTDOWN);
        long refused = count(this::isStoredThoughRefused);
        score.check("complete at the API, beyond what the ledger says is stored", Long.toString(unconfirmed),
                "0 to " + (stopped + refused) + " (" + stopped + " stopped before an answer, " + refused
                        + " stored by a fault and refused after it)",
                unconfirmed >= 0 && unconfirmed <= stopped + refused);
        score.exactly("recorded, not at the API and without a reason", this.recorded.itemCount() + completed - complete
                - (this.ledger.deadLettered() + this.ledger.droppedInAll() - unconfirmed), 0);
        score.fact("dead-lettered, by the ledger", this.ledger.deadLettered() + "");
        score.exactly("dead letters that the API would have taken",
                this.deadLetters.stream().filter((letter) -> !isRefused(letter)).count(), 0);
        score.fact("dropped, by reason",
                this.ledger.dropped()
                    .entrySet()
                    .stream()
                    .filter((entry) -> entry.getValue() > 0)
                    .map((entry) -> entry.getKey() + " " + entry.getValue())
                    .sorted()
                    .toList()
                    .toString());
        score.exactly("dropped for a defect", this.ledger.dropped(Drop.FAILED), 0);
        if (this.spool) {
            score.exactly("dropped for want of memory", this.ledger.dropped(Drop.MEMORY_FULL), 0);
        }
    }

    private Recorded.@Nullable Entry entry(StoredSpan span) {
        return this.recorded.span(span.clientId());
    }

    private long count(Predicate<StoredSpan> what) {
        return this.stored.stream().filter(what).count();
    }

    private boolean isOrphan(StoredSpan span) {
        return span.parentId() != null && !this.apiIds.contains(span.parentId());
    }

    private boolean isMisplaced(StoredSpan span) {
        Recorded.Entry entry = entry(span);
        if (entry == null || entry.parent() == null) {
            return entry != null && span.parentId() != null;
        }
        StoredSpan parent = this.byClientId.get(entry.parent());
        boolean misplaced = !isDetached(span) && (parent == null || !parent.id().equals(span.parentId()));
        if (misplaced) {
            System.out.println("misplaced: recorded below " + entry.parent() + ", stored " + span);
        }
        return misplaced;
    }

    /** What comes back from the spool may find that its parent is gone. */
    private boolean isDetached(StoredSpan span) {
        Recorded.Entry entry = entry(span);
        return this.spool && entry != null && entry.parent() != null && span.parentId() == null
                && !this.byClientId.containsKey(entry.parent());
    }

    private boolean isDifferent(StoredSpan span) {
        Recorded.Entry entry = entry(span);
        if (entry == null || isCompletedWithout(span) || isLate(span)) {
            return false;
        }
        String beginning = entry.input().substring(0, Math.min(COMPARED, entry.input().length()));
        // A fault that stores goes before a refusal, so what was refused once may be
        // there.
        boolean refused = entry.input().contains(Faults.REFUSED_PAYLOAD) || entry.name().contains(Faults.REFUSED_NAME);
        boolean same = span.input() != null
                && (span.input().startsWith(beginning) || (refused && span.input().startsWith("<refused: ")));
        boolean different = !same || !entry.name().equals(span.name());
        if (different) {
            System.out.println("different: recorded " + entry + ", stored " + span);
        }
        return different;
    }

    /**
     * Version 3 does not let an input be added, so that it is kept as metadata where a
     * span was stored without.
     */
    private static boolean isLate(StoredSpan span) {
        return span.input() == null && span.meta().path("late").has("input");
    }

    /** The span was opened, and its record never came. */
    private static boolean isCompletedWithout(StoredSpan span) {
        return span.endTime() == null || SpoolEntry.Opened.ERROR.equals(span.error());
    }

    private static boolean isRefused(DeadLetter letter) {
        return !letter.metric() && letter.name().contains(Faults.REFUSED_NAME);
    }

    /**
     * A fault that stores goes before a refusal. The API would say that it has the span;
     * the script refuses it again, so that it becomes a dead letter.
     */
    private boolean isStoredThoughRefused(StoredSpan span) {
        Recorded.Entry entry = entry(span);
        return entry != null && span.endTime() != null && entry.name().contains(Faults.REFUSED_NAME);
    }

    /** Refused for what was said, which no script asked for. */
    private long misunderstood() {
        return this.api.requests()
            .stream()
            .filter((request) -> !request.method().equals("GET") && request.status() != null)
            .filter((request) -> Set.of(400, 404, 405, 422).contains(request.status()))
            .filter((request) -> !request.body().contains(Faults.REFUSED_NAME)
                    && !request.body().contains(Faults.REFUSED_PAYLOAD))
            .peek((request) -> System.out.println("not understood: " + request))
            .count();
    }

}
