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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import ai.opper.tracing.local.api.OpperApi;
import ai.opper.tracing.local.http.Access;
import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.HttpChecks;
import ai.opper.tracing.local.http.HttpFront;
import ai.opper.tracing.local.http.Json;
import ai.opper.tracing.local.http.OwnThread;
import ai.opper.tracing.local.http.RequestLog;
import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.otlp.OtlpCalls;
import ai.opper.tracing.local.query.Changes;
import ai.opper.tracing.local.query.LocalApi;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.StoreLimits;
import ai.opper.tracing.local.viewer.Viewer;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Sinks;
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

    private @Nullable Database database;

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

    // The port comes before the database, because only one process can have it: who comes
    // second finds a Local Opper to join, and its requests wait until the database is
    // open.
    private void open(LocalOpperSettings settings, InetAddress address) {
        this.closers.push(this::closeDatabase);
        ExecutorService workers = workers();
        this.closers.push(() -> stop(workers));
        Scheduler blocking = Schedulers.fromExecutor((task) -> workers.execute(task));
        LoopResources loops = LoopResources.create("local-opper", 1, 2, true);
        this.closers.push(() -> loops.disposeLater(Duration.ZERO, GRACE).onErrorComplete().block());
        HttpChecks checks = new HttpChecks(new RequestLog(), new Access(settings.token()), settings.address(),
                address.isLoopbackAddress());
        Sinks.One<HttpHandler> ready = Sinks.one();
        this.bound = bind(new Doorway(identity(blocking, checks), ready.asMono()), loops,
                new InetSocketAddress(address, settings.port()));
        this.closers.push(() -> bound().disposeNow(GRACE));
        Changes changes = new Changes();
        // Streams to open pages never end by themselves: they must, before we wait for
        // requests to end. Neither do requests that wait for a database which fails.
        this.closers.push(() -> {
            changes.close();
            ready.tryEmitError(new RejectedExecutionException("Local Opper is stopping."));
        });
        Database opened = Database.open(settings.databaseUrl(), this.json, changes,
                new StoreLimits(settings.retention().maxAge(), settings.retention().maxSize().toBytes()));
        this.database = opened;
        ready.tryEmitValue(everything(blocking, checks, opened, changes));
    }

    // Not a scheduler with threads of its own: that would interrupt the work for a
    // client who has gone, and H2 closes its file under a thread that is interrupted.
    private static ExecutorService workers() {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(BLOCKING_THREADS, BLOCKING_THREADS, 60, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_REQUESTS), (task) -> {
                    Thread thread = new Thread(task, "local-opper-jdbc");
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private static void stop(ExecutorService workers) {
        workers.shutdown();
        try {
            workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpHandler identity(Scheduler blocking, HttpChecks checks) {
        Map<String, String> identity = Map.of("name", NAME, "version", version());
        Routes routes = new Routes(this.json, blocking, () -> {
        });
        routes.add(HttpMethod.GET, Doorway.IDENTITY, (call) -> Answer.ok(identity));
        return HttpFront.handler(routes, this.json, checks);
    }

    private HttpHandler everything(Scheduler blocking, HttpChecks checks, Database opened, Changes changes) {
        Routes routes = new Routes(this.json, blocking, opened::settle);
        OpperApi.addTo(routes, opened, Clock.systemUTC());
        OtlpCalls.addTo(routes, opened.spans());
        LocalApi.addTo(routes, opened, changes, this.json, version());
        Viewer.addTo(routes);
        checks.log().addTo(routes);
        checks.access().addTo(routes);
        return HttpFront.handler(routes, this.json, checks);
    }

    private DisposableServer bind(HttpHandler handler, LoopResources loops, InetSocketAddress address) {
        return HttpServer.create()
            .bindAddress(() -> address)
            .runOn(loops)
            .channelGroup(new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE))
            .compress(true)
            .handle(new ReactorHttpHandlerAdapter(new OwnThread(handler)))
            .bindNow();
    }

    private void closeDatabase() {
        Database opened = this.database;
        if (opened != null) {
            opened.close();
        }
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
