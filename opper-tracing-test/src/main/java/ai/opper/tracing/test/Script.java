// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What some requests are answered with: first the queued replies, one request each, then
 * the standing one. Any thread may change it at any time.
 */
public final class Script {

    private final Watched guard;

    private final Predicate<ReceivedRequest> applies;

    private final Deque<Reply> queued = new ArrayDeque<>();

    private @Nullable Reply standing;

    Script(Watched guard, Predicate<ReceivedRequest> applies) {
        this.guard = guard;
        this.applies = applies;
    }

    /**
     * Queues a reply for one request.
     * @param reply the reply
     * @return this script
     */
    public Script next(Reply reply) {
        return next(1, reply);
    }

    /**
     * Queues a reply for several requests.
     * @param times how many requests
     * @param reply the reply to each
     * @return this script
     */
    public Script next(int times, Reply reply) {
        this.guard.change(() -> {
            for (int i = 0; i < times; i++) {
                this.queued.addLast(reply);
            }
        });
        return this;
    }

    /**
     * Sets the reply to every request that no queued reply is left for.
     * @param reply the reply, instead of the one set before
     * @return this script
     */
    public Script always(Reply reply) {
        this.guard.change(() -> {
            this.standing = reply;
        });
        return this;
    }

    @Nullable Reply replyTo(ReceivedRequest request) {
        if (!this.applies.test(request)) {
            return null;
        }
        Reply next = this.queued.pollFirst();
        return (next != null) ? next : this.standing;
    }

}
