// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A real HTTP server on 127.0.0.1 that speaks Opper's API: strict about what it is sent,
 * obedient to the test's script, and open about what arrived and what it stored.
 *
 * <pre class="code">
 * try (FakeOpperApi api = FakeOpperApi.start()) {
 *     api.next(Reply.status(503)).next(Reply.resetAfterStoring());
 *     // ... export spans to api.url() ...
 *     assertThat(api.awaitSpans(1, Duration.ofSeconds(5))).hasSize(1);
 * }
 * </pre>
 *
 * <p>
 * It accepts the spans and their metrics of version 2 ({@code /v2/spans}) and the spans,
 * events and traces of version 3 ({@code /v3/spans}, {@code /v3/traces}). A script is
 * asked before the bearer token and the body are looked at, as a gateway would. Two
 * metrics of one dimension are both kept, so that a metric that was sent twice is seen;
 * so are two spans that one client sends twice in version 3, which gives both an id.
 *
 * <p>
 * Every method may be called from any thread.
 */
public final class FakeOpperApi implements AutoCloseable {

    private final Watched guard = new Watched();

    private final SpanStore store = new SpanStore();

    private final RequestLog log = new RequestLog();

    private final Scripts scripts = new Scripts(this.guard);

    private final FrontDoor door = new FrontDoor(List.of(new V2Dialect(this.store), new V3Dialect(this.store)));

    private final LoopbackServer server = new LoopbackServer(this::receive);

    private FakeOpperApi() {
    }

    /**
     * Starts a server that lets every request in.
     * @return the running server
     */
    public static FakeOpperApi start() {
        return new FakeOpperApi();
    }

    /**
     * Asks for a key from now on: a request without it is answered with 401.
     * @param apiKey the only right bearer token, or {@code null} to let everyone in
     * @return this
     */
    public FakeOpperApi requireKey(@Nullable String apiKey) {
        this.guard.change(() -> this.door.requireKey(apiKey));
        return this;
    }

    /**
     * Where the server is, for {@code opper.tracing.base-url}.
     * @return scheme, host and port, without a path
     */
    public URI url() {
        return URI.create("http://127.0.0.1:" + this.server.port());
    }

    /**
     * Queues a reply for the next request that no more special script answers.
     * @param reply the reply
     * @return the script for every request, to go on with
     */
    public Script next(Reply reply) {
        return next(1, reply);
    }

    /**
     * Queues a reply for the next few requests that no more special script answers.
     * @param times how many
     * @param reply the reply to each
     * @return the script for every request, to go on with
     */
    public Script next(int times, Reply reply) {
        return this.guard.read(this.scripts::general).next(times, reply);
    }

    /**
     * Sets the reply to every request that nothing else is scripted for.
     * @param reply the reply
     * @return the script for every request, to go on with
     */
    public Script always(Reply reply) {
        return this.guard.read(this.scripts::general).always(reply);
    }

    /**
     * The script for one kind of request. It goes before the one for every request;
     * asking twice for the same gives the same script.
     * @param method the HTTP method, in upper case
     * @param path the path, with {@code *} for any one segment, such as
     * {@code /v2/spans/*}{@code /metrics}
     * @return the script
     */
    public Script on(String method, String path) {
        return this.guard.change(() -> this.scripts.on(method, path));
    }

    /**
     * The script for some requests. It goes before the one for every request and after
     * the special ones that were made earlier.
     * @param applies chooses the requests; called with the server's state locked, so it
     * must not wait
     * @return the script
     */
    public Script when(Predicate<ReceivedRequest> applies) {
        return this.guard.change(() -> this.scripts.when(applies));
    }

    /** Forgets every script: the server behaves from now on. What it stored stays. */
    public void behave() {
        this.guard.change(this.scripts::clear);
    }

    /** Closes the port and cuts every connection, as when the service is not there. */
    public void goDown() {
        this.server.hangUp();
    }

    /** Listens on the same port again. What was stored is still there. */
    public void comeBack() {
        this.server.listen();
    }

    /**
     * Every request that has arrived completely, in the order they were carried out.
     * @return an immutable copy
     */
    public List<ReceivedRequest> requests() {
        return this.guard.read(this.log::requests);
    }

    /**
     * Every stored span, in the order they were created.
     * @return an immutable copy
     */
    public List<StoredSpan> spans() {
        return this.guard.read(this.store::spans);
    }

    /**
     * The stored span of a name.
     * @param name its name
     * @return the only span of that name
     * @throws AssertionError when there is none or more than one; it lists what there is
     */
    public StoredSpan span(String name) {
        List<StoredSpan> all = spans();
        List<StoredSpan> named = all.stream().filter((span) -> span.name().equals(name)).toList();
        if (named.size() != 1) {
            throw new AssertionError("Expected one stored span '" + name + "', but there are " + named.size() + ". "
                    + (all.isEmpty() ? "Nothing is stored." : "Stored are: " + names(all) + "."));
        }
        return named.get(0);
    }

    private static String names(List<StoredSpan> spans) {
        return spans.stream().map((span) -> "'" + span.name() + "'").collect(Collectors.joining(", "));
    }

    /**
     * Every stored metric of every span, in the order they arrived.
     * @return an immutable copy
     */
    public List<StoredMetric> metrics() {
        return this.guard.read(this.store::metrics);
    }

    /**
     * Every stored event of every span, in the order they arrived. Only version 3 has
     * them.
     * @return an immutable copy
     */
    public List<StoredEvent> events() {
        return this.guard.read(this.store::events);
    }

    /**
     * All feedback about every span, in the order it arrived. Only version 2 has it.
     * @return an immutable copy
     */
    public List<StoredFeedback> feedback() {
        return this.guard.read(this.store::feedback);
    }

    /**
     * The spans that were made examples of, in that order. Only version 2 does that.
     * @return ids of spans
     */
    public List<UUID> examples() {
        return this.guard.read(this.store::examples);
    }

    /**
     * Waits until so many requests have arrived and been carried out.
     * @param count how many at least, since the start or the last {@link #clear()}
     * @param timeout how long to wait
     * @return the requests by then
     * @throws AssertionError when the time is over; it lists what arrived
     */
    public List<ReceivedRequest> awaitRequests(int count, Duration timeout) {
        await("at least " + count + " requests", () -> this.log.size() >= count, timeout);
        return requests();
    }

    /**
     * Waits until so many spans are stored.
     * @param count how many at least
     * @param timeout how long to wait
     * @return the spans by then
     * @throws AssertionError when the time is over; it lists what arrived
     */
    public List<StoredSpan> awaitSpans(int count, Duration timeout) {
        await("at least " + count + " stored spans", () -> this.store.spans().size() >= count, timeout);
        return spans();
    }

    /**
     * Waits until something is true of this server.
     * @param expectation what is waited for, as a noun, for the failure message
     * @param reached looked at now and after every request, with the server's state
     * locked: it may ask this server but must not wait
     * @param timeout how long to wait
     * @throws AssertionError when the time is over; it lists what arrived
     */
    public void await(String expectation, BooleanSupplier reached, Duration timeout) {
        this.guard.await(reached, timeout,
                () -> "Expected " + expectation + " within " + timeout + ", but got " + this.log.size()
                        + " requests and stored " + this.store.spans().size() + " spans. " + this.log.listing());
    }

    /**
     * Forgets all requests, spans, metrics, events, feedback and examples. Scripts stay.
     */
    public void clear() {
        this.guard.change(() -> {
            this.log.clear();
            this.store.clear();
        });
    }

    /** Stops the server and cuts every connection. What arrived can still be asked. */
    @Override
    public void close() {
        this.server.close();
    }

    private Exchange receive(ReceivedRequest request) {
        return this.guard.change(() -> {
            RequestLog.Entry entry = this.log.add(request);
            Reply reply = this.scripts.replyTo(request).at(System.nanoTime());
            Answer answer = reply.answer(reply.isStoring() ? this.door.answer(request) : null);
            return new Exchange(reply.ending(), answer, reply.delay(),
                    () -> this.guard.change(() -> entry.answered(answer.status())));
        });
    }

}
