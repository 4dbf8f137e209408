// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How the fake API treats a request: whether it does what the request says, what it
 * answers, and what becomes of the connection. Immutable, except for the count of a
 * {@linkplain #rateLimit(int) rate limit}; may be used any number of times.
 */
public final class Reply {

    private static final Reply NORMAL = new Reply(Ending.ANSWERED, true, null, Map.of(), Duration.ZERO, null);

    private final Ending ending;

    private final boolean storing;

    private final @Nullable Answer answer;

    private final Map<String, String> headers;

    private final Duration delay;

    private final @Nullable RateLimit limit;

    private Reply(Ending ending, boolean storing, @Nullable Answer answer, Map<String, String> headers, Duration delay,
            @Nullable RateLimit limit) {
        this.ending = ending;
        this.storing = storing;
        this.answer = answer;
        this.headers = headers;
        this.delay = delay;
        this.limit = limit;
    }

    /**
     * What a well API does: validates, stores, answers. With {@link #after(Duration)} a
     * slow one.
     * @return the reply
     */
    public static Reply normal() {
        return NORMAL;
    }

    /**
     * A status without storing anything, with an error body in the API's shape when it is
     * an error.
     * @param status an HTTP status of at least 200
     * @return the reply
     */
    public static Reply status(int status) {
        return status(status, (status >= 400) ? scriptedError(status) : "");
    }

    /**
     * A status and a body without storing anything.
     * @param status an HTTP status of at least 200
     * @param body the body, sent as {@code application/json} unless a header says
     * otherwise
     * @return the reply
     */
    public static Reply status(int status, String body) {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException(status + " is not the status of a final response; use 200 to 999.");
        }
        return new Reply(Ending.ANSWERED, false, Answer.json(status, body), Map.of(), Duration.ZERO, null);
    }

    /**
     * The connection is reset and nothing is stored.
     * @return the reply
     */
    public static Reply resetBeforeStoring() {
        return new Reply(Ending.RESET, false, null, Map.of(), Duration.ZERO, null);
    }

    /**
     * The request is carried out, then the connection is reset: the client cannot know.
     * @return the reply
     */
    public static Reply resetAfterStoring() {
        return resetBeforeStoring().storing();
    }

    /**
     * The request is carried out, but only the headers and half of the body come back
     * before the connection closes.
     * @return the reply
     */
    public static Reply halfResponse() {
        return new Reply(Ending.HALF, true, null, Map.of(), Duration.ZERO, null);
    }

    /**
     * The request is carried out and answered at once, but the body comes byte by byte:
     * the connection is never idle, and the answer takes for ever.
     * @param pause how long it takes from byte to byte
     * @return the reply
     */
    public static Reply slowDrip(Duration pause) {
        return new Reply(Ending.DRIPPING, true, null, Map.of(), pause, null);
    }

    /**
     * Nothing is stored and no answer ever comes; the connection stays open.
     * @return the reply
     */
    public static Reply blackHole() {
        return new Reply(Ending.SILENCE, false, null, Map.of(), Duration.ZERO, null);
    }

    /**
     * A 200 that claims to be JSON and is not, as of a captive portal. Nothing is stored.
     * @return the reply
     */
    public static Reply garbage() {
        return status(200, "<!doctype html><title>Sign in</title>\u0000\uFFFD{");
    }

    /**
     * Bytes that are not even HTTP, then the connection closes. Nothing is stored.
     * @return the reply
     */
    public static Reply notHttp() {
        return new Reply(Ending.NOISE, false, null, Map.of(), Duration.ZERO, null);
    }

    /**
     * Normal for at most so many requests in any second; beyond that 429 with
     * {@code Retry-After: 1}. Meant for a standing behaviour.
     * @param perSecond how many requests pass, at least one
     * @return the reply
     */
    public static Reply rateLimit(int perSecond) {
        return new Reply(Ending.ANSWERED, true, null, Map.of(), Duration.ZERO, new RateLimit(perSecond));
    }

    /**
     * The same, but its answer leaves late. What is stored is stored at once: a client
     * that gives up waiting has an ambiguous failure.
     * @param delay from the arrival of the request to the answer, or to whatever happens
     * instead
     * @return the slow reply
     */
    public Reply after(Duration delay) {
        return new Reply(this.ending, this.storing, this.answer, this.headers, delay, this.limit);
    }

    /**
     * The same with a header.
     * @param name such as {@code Retry-After}
     * @param value its value
     * @return the reply with the header
     */
    public Reply header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(this.headers);
        all.put(name, value);
        return new Reply(this.ending, this.storing, this.answer, all, this.delay, this.limit);
    }

    /**
     * The same, but the request is carried out first: a gateway that answers 504 although
     * the API behind it has stored the span.
     * @return the reply that stores
     */
    public Reply storing() {
        return new Reply(this.ending, true, this.answer, this.headers, this.delay, this.limit);
    }

    Reply at(long nanoTime) {
        if (this.limit == null || this.limit.admits(nanoTime)) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(Map.of("Retry-After", "1"));
        all.putAll(this.headers);
        return new Reply(Ending.ANSWERED, false, Answer.json(429, scriptedError(429)), all, this.delay, null);
    }

    boolean isStoring() {
        return this.storing;
    }

    Ending ending() {
        return this.ending;
    }

    Duration delay() {
        return this.delay;
    }

    /** The answer on the wire, given what the API itself would say (if it was asked). */
    Answer answer(@Nullable Answer fromApi) {
        Answer base = (this.answer != null) ? this.answer : fromApi;
        return ((base != null) ? base : Answer.empty(200)).with(this.headers);
    }

    private static String scriptedError(int status) {
        return Json.object()
            .put("type", "Scripted")
            .put("message", "The test's script answers " + status + ".")
            .put("detail", "scripted " + status)
            .toString();
    }

    /** What becomes of the connection. */
    enum Ending {

        ANSWERED, DRIPPING, RESET, HALF, SILENCE, NOISE;

        boolean hasStatus() {
            return this == ANSWERED || this == DRIPPING || this == HALF;
        }

    }

}
