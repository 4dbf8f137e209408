// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Properties;

import ai.opper.tracing.local.api.OpperApi;
import ai.opper.tracing.local.http.Access;
import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.HttpFront;
import ai.opper.tracing.local.http.Json;
import ai.opper.tracing.local.http.RequestLog;
import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.viewer.TraceChanges;
import ai.opper.tracing.local.viewer.Viewer;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;

/**
 * Everything that one Local Opper has open: database, threads, port. What was opened last
 * is closed first, also when opening fails half-way.
 */
final class LocalServer implements AutoCloseable {

    static final String NAME = "Local Opper";

    private static final int BLOCKING_THREADS = 8;

    private static final int WAITING_REQUESTS = 10_000;

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Deque<Runnable> closers = new ArrayDeque<>();

    private final JsonMapper json = Json.mapper();

    private @Nullable DisposableServer bound;

    private LocalServer() {
    }

    static LocalServer start(LocalOpperSettings settings, InetAddress address) {
        LocalServer server = new LocalServer();
        try {
            server.open(settings, address);
            return server;
        }
        catch (RuntimeException | Error ex) {
            server.close();
            throw ex;
        }
    }

    int port() {
        return bound().port();
    }

    void awaitClosed() {
        bound().onDispose().block();
    }

    @Override
    public synchronized void close() {
        while (!this.closers.isEmpty()) {
            this.closers.pop().run();
        }
    }

    private void open(LocalOpperSettings settings, InetAddress address) {
        TraceChanges changes = new TraceChanges();
        Database database = Database.open(settings.databaseUrl(), this.json, changes);
        this.closers.push(database::close);
        Scheduler blocking = Schedulers.newBoundedElastic(BLOCKING_THREADS, WAITING_REQUESTS, "local-opper-jdbc", 60,
                true);
        this.closers.push(() -> blocking.disposeGracefully().timeout(GRACE).onErrorComplete().block());
        LoopResources loops = LoopResources.create("local-opper", 1, 2, true);
        this.closers.push(() -> loops.disposeLater(Duration.ZERO, GRACE).onErrorComplete().block());
        Routes routes = new Routes(this.json, blocking);
        HttpHandler handler = handler(routes, settings, address, database, changes);
        this.bound = bind(handler, loops, new InetSocketAddress(address, settings.port()));
        this.closers.push(() -> bound().disposeNow(GRACE));
        // Streams to open pages never end by themselves: they must, before we wait for
        // requests to end.
        this.closers.push(changes::close);
    }

    private HttpHandler handler(Routes routes, LocalOpperSettings settings, InetAddress address, Database database,
            TraceChanges changes) {
        RequestLog log = new RequestLog();
        Access access = new Access(settings.token());
        Map<String, String> identity = Map.of("name", NAME, "version", version());
        routes.add(HttpMethod.GET, "/local-opper", (call) -> Answer.ok(identity));
        OpperApi.addTo(routes, database, Clock.systemUTC());
        Viewer.addTo(routes, database, changes, this.json);
        log.addTo(routes);
        access.addTo(routes);
        return HttpFront.handler(routes, this.json,
                new HttpFront.Checks(log, access, settings.address(), address.isLoopbackAddress()));
    }

    private DisposableServer bind(HttpHandler handler, LoopResources loops, InetSocketAddress address) {
        return HttpServer.create()
            .bindAddress(() -> address)
            .runOn(loops)
            .channelGroup(new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE))
            .compress(true)
            .handle(new ReactorHttpHandlerAdapter(handler))
            .bindNow();
    }

    private DisposableServer bound() {
        DisposableServer server = this.bound;
        if (server == null) {
            throw new IllegalStateException("Local Opper has not been started.");
        }
        return server;
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = LocalServer.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        }
        catch (IOException ex) {
            throw new UncheckedIOException("Local Opper's version.properties cannot be read.", ex);
        }
        return properties.getProperty("version", "unknown");
    }

}
