// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * The main class of a process that answers requests as fast as it can and keeps nothing
 * but counts. Each line on its standard input is a command, answered by one line; it ends
 * when there are no more.
 */
final class StubServer {

    private static final String BODY = "{\"id\":\"019abcde-0000-7000-8000-000000000000\",\"name\":\"stored\"}";

    private static final byte[] BODY_BYTES = BODY.getBytes(StandardCharsets.UTF_8);

    private static final byte[] STAMP = Stamps.PREFIX.getBytes(StandardCharsets.UTF_8);

    private final LoopResources loops = LoopResources.create("stub", 1, 2, true);

    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);

    private volatile StubCounts counts = new StubCounts();

    private volatile Behaviour behaviour = Behaviour.NORMAL;

    private @Nullable DisposableServer server;

    private int port;

    private StubServer() {
        listen();
    }

    public static void main(String[] args) throws IOException {
        StubServer stub = new StubServer();
        System.out.println(stub.port);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(stub.carryOut(line.split(" ", -1)));
        }
        System.exit(0);
    }

    private void listen() {
        DisposableServer bound = HttpServer.create()
            .host("127.0.0.1")
            .port(this.port)
            .runOn(this.loops)
            .doOnConnection((connection) -> {
                this.counts.connected();
                this.connections.add(connection.channel());
            })
            .handle(this::handle)
            .bindNow();
        this.server = bound;
        this.port = bound.port();
    }

    private String carryOut(String[] command) {
        switch (command[0]) {
            case "behave" -> this.behaviour = Behaviour.NORMAL;
            case "delay" -> this.behaviour = Behaviour.NORMAL.delayed(Duration.ofMillis(Long.parseLong(command[1])));
            case "blackhole" -> this.behaviour = new Behaviour(0, Duration.ZERO, null, 0);
            case "status" -> this.behaviour = new Behaviour(Integer.parseInt(command[1]), Duration.ZERO, null, 0);
            case "limit" -> this.behaviour = new Behaviour(200, Duration.ZERO,
                    new StubLimit(Integer.parseInt(command[1])), Integer.parseInt(command[2]));
            case "down" -> hangUp();
            case "up" -> listen();
            case "clear" -> this.counts = new StubCounts();
            case "counts" -> {
                return this.counts.toString();
            }
            default -> {
                return String.format(Locale.ROOT, "unknown command %s", command[0]);
            }
        }
        return "done";
    }

    private void hangUp() {
        DisposableServer running = this.server;
        if (running != null) {
            running.channel().close().awaitUninterruptibly();
            this.connections.close().awaitUninterruptibly();
        }
    }

    private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        long arrival = System.nanoTime();
        StubCounts current = this.counts;
        current.arrived(arrival);
        return request.receive().aggregate().asByteArray().defaultIfEmpty(BODY_BYTES).flatMap((body) -> {
            Behaviour now = this.behaviour;
            if (now.status() == 0) {
                return Mono.never();
            }
            boolean refused = now.limit() != null && !now.limit().admits(System.nanoTime());
            int status = refused ? 429 : now.status();
            if (refused) {
                response.header("Retry-After", Integer.toString(now.retryAfterSeconds()));
            }
            Mono<Void> answer = answer(status, response);
            current.answered(status, System.nanoTime() + now.delay().toNanos(), stamp(body));
            return now.delay().isZero() ? answer : answer.delaySubscription(now.delay());
        });
    }

    private static Mono<Void> answer(int status, HttpServerResponse response) {
        return response.status(status)
            .header("Content-Type", "application/json")
            .header("Content-Length", Integer.toString(BODY_BYTES.length))
            .sendByteArray(Mono.just(BODY_BYTES))
            .then();
    }

    /** When the span ended, if it says so. Both processes read the same clock. */
    private static long stamp(byte[] body) {
        int start = indexOf(body, STAMP);
        if (start < 0) {
            return 0;
        }
        long nanos = 0;
        for (int i = start + STAMP.length; i < body.length && Character.isDigit(body[i]); i++) {
            nanos = 10 * nanos + (body[i] - '0');
        }
        return nanos;
    }

    private static int indexOf(byte[] body, byte[] part) {
        int last = Math.min(body.length - part.length, Stamps.SEARCHED_BYTES);
        for (int i = 0; i <= last; i++) {
            int matched = 0;
            while (matched < part.length && body[i + matched] == part[matched]) {
                matched++;
            }
            if (matched == part.length) {
                return i;
            }
        }
        return -1;
    }

    /**
     * What requests are answered with.
     *
     * @param status the status; 0 for no answer at all
     * @param delay how long an answer takes
     * @param limit how many requests pass; {@code null} for all
     * @param retryAfterSeconds what those are told that do not
     */
    private record Behaviour(int status, Duration delay, @Nullable StubLimit limit, int retryAfterSeconds) {

        static final Behaviour NORMAL = new Behaviour(200, Duration.ZERO, null, 0);

        Behaviour delayed(Duration delay) {
            return new Behaviour(this.status, delay, this.limit, this.retryAfterSeconds);
        }

    }

}
