// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.Reply;

/**
 * What goes wrong with requests: by the phase, by chance, and for what a span is. The
 * fake API asks for each request under its lock, so plain fields will do.
 */
final class Faults {

    /** A span with this in its name is never accepted. */
    static final String REFUSED_NAME = "refused-name";

    /** A span with this in its input is accepted only without it. */
    static final String REFUSED_PAYLOAD = "refused-payload";

    private static final int PER_MILLE = 1_000;

    /** Replies to all requests in a phase. */
    private static final Map<Phase, Reply> PHASES = Map.of(Phase.RATE_LIMITED, Reply.rateLimit(60), Phase.BLACK_HOLE,
            Reply.blackHole(), Phase.UNAVAILABLE, Reply.status(503).header("Retry-After", "1"), Phase.GATEWAY_TIMEOUT,
            Reply.status(504).storing(), Phase.PORTAL, Reply.garbage(), Phase.SLOW,
            Reply.normal().after(Duration.ofMillis(300)), Phase.UNAUTHORIZED, Reply.status(401));

    /** Replies to single requests, and how many of a thousand get them. */
    private static final Map<Reply, Integer> SINGLE = single();

    private final Random dice;

    private volatile Phase phase = Phase.CALM;

    private @Nullable Reply rolled;

    Faults(long seed) {
        this.dice = new Random(seed);
    }

    private static Map<Reply, Integer> single() {
        Map<Reply, Integer> replies = new LinkedHashMap<>();
        replies.put(Reply.status(503), 8);
        replies.put(Reply.status(500).storing(), 6);
        replies.put(Reply.status(504).storing(), 6);
        replies.put(Reply.status(408), 4);
        replies.put(Reply.status(429), 4);
        replies.put(Reply.resetBeforeStoring(), 8);
        replies.put(Reply.resetAfterStoring(), 8);
        replies.put(Reply.halfResponse(), 8);
        replies.put(Reply.garbage(), 4);
        replies.put(Reply.notHttp(), 4);
        replies.put(Reply.normal().after(Duration.ofMillis(150)), 10);
        replies.put(Reply.normal().after(Duration.ofMillis(1_200)), 4);
        replies.put(Reply.slowDrip(Duration.ofMillis(2)), 4);
        replies.put(Reply.blackHole(), 4);
        return replies;
    }

    /** Tells the API how to behave. The first script that applies decides. */
    void script(FakeOpperApi api) {
        api.when(this::rolls);
        PHASES.forEach((each, reply) -> api.when((request) -> this.phase == each).always(reply));
        for (Reply reply : SINGLE.keySet()) {
            api.when((request) -> this.rolled == reply).always(reply);
        }
        refuse(api);
    }

    /** What a span is refused for stays, however well the API is. */
    static void refuse(FakeOpperApi api) {
        api.when((request) -> isWrite(request) && request.body().contains(REFUSED_NAME)).always(Reply.status(400));
        api.when((request) -> isWrite(request) && request.body().contains(REFUSED_PAYLOAD)).always(Reply.status(422));
    }

    /** Decides what becomes of a request, before the other scripts are asked. */
    private boolean rolls(ReceivedRequest request) {
        int points = this.dice.nextInt(PER_MILLE);
        this.rolled = null;
        for (Map.Entry<Reply, Integer> entry : SINGLE.entrySet()) {
            points -= entry.getValue();
            if (points < 0) {
                this.rolled = entry.getKey();
                break;
            }
        }
        return false;
    }

    private static boolean isWrite(ReceivedRequest request) {
        return !request.method().equals("GET");
    }

    void enter(Phase next) {
        this.phase = next;
    }

    Phase phase() {
        return this.phase;
    }

}
