// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;

import ai.opper.tracing.local.store.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelBindException;

/**
 * A running Local Opper, started here or found running. Safe for all threads.
 *
 * <pre>{@code
 * try (LocalOpper opper = LocalOpper.start(LocalOpperSettings.defaults())) {
 *     System.out.println(opper.url());
 * }
 * }</pre>
 */
public final class LocalOpper implements AutoCloseable {

    private final URI url;

    private final @Nullable LocalServer server;

    private LocalOpper(URI url, @Nullable LocalServer server) {
        this.url = url;
        this.server = server;
    }

    /**
     * Starts a Local Opper, or joins the one that already listens on the port. Blocks
     * until requests are answered.
     * @param settings where to listen and what to store in
     * @return the running Local Opper
     * @throws LocalOpperUnavailableException when it cannot start; the message says what
     * to do
     */
    public static LocalOpper start(LocalOpperSettings settings) {
        InetAddress address = resolved(settings);
        if (!address.isLoopbackAddress() && settings.token() == null) {
            throw new LocalOpperUnavailableException(
                    "Local Opper does not listen on %s without a token, because other machines can reach it there: set opper.local.token, or leave out opper.local.address."
                        .formatted(settings.address()),
                    null);
        }
        Neighbour neighbour = new Neighbour(url(address, settings.port()));
        if (settings.port() != 0) {
            Neighbour.Kind found = neighbour.look();
            if (found != Neighbour.Kind.NOBODY) {
                return join(found, neighbour, settings, null);
            }
        }
        return startServer(settings, address, neighbour);
    }

    /**
     * Where it answers, without a path.
     * @return an {@code http} address that this machine can call
     */
    public URI url() {
        return this.url;
    }

    /**
     * Whether another process or another part of this one runs it.
     * @return true when it was found running
     */
    public boolean joined() {
        return this.server == null;
    }

    /**
     * Stops it: finishes running requests, frees the port and closes the database. One
     * that was joined goes on.
     */
    @Override
    public void close() {
        if (this.server != null) {
            this.server.close();
        }
    }

    void awaitClosed() {
        Objects.requireNonNull(this.server, "A joined Local Opper is not ours to wait for.").awaitClosed();
    }

    private static LocalOpper startServer(LocalOpperSettings settings, InetAddress address, Neighbour neighbour) {
        try {
            LocalServer server = LocalServer.start(settings, address);
            return new LocalOpper(url(address, server.port()), server);
        }
        catch (ChannelBindException ex) {
            // Somebody was faster than we between our look and our bind.
            Neighbour.Kind found = (settings.port() != 0) ? neighbour.await() : Neighbour.Kind.STRANGER;
            return join(found, neighbour, settings, ex);
        }
        catch (DatabaseUnavailableException ex) {
            throw databaseUnavailable(settings, ex);
        }
    }

    private static LocalOpper join(Neighbour.Kind found, Neighbour neighbour, LocalOpperSettings settings,
            @Nullable Throwable cause) {
        if (found == Neighbour.Kind.LOCAL_OPPER) {
            return new LocalOpper(neighbour.url(), null);
        }
        throw new LocalOpperUnavailableException(
                "Local Opper cannot listen on %s:%d, because something else does: stop that, or set opper.local.port to another port."
                    .formatted(settings.address(), settings.port()),
                cause);
    }

    private static LocalOpperUnavailableException databaseUnavailable(LocalOpperSettings settings,
            DatabaseUnavailableException failure) {
        String what = (settings.database() != null) ? "of opper.local.database"
                : "in .opper/local of your home directory";
        return new LocalOpperUnavailableException(
                "Local Opper cannot open its database %s: %s. Stop what has it open, or set opper.local.database to another JDBC URL such as jdbc:h2:file:./traces."
                    .formatted(what, failure.getMessage()),
                failure);
    }

    private static InetAddress resolved(LocalOpperSettings settings) {
        try {
            return InetAddress.getByName(settings.address());
        }
        catch (UnknownHostException ex) {
            throw new LocalOpperUnavailableException(
                    "Local Opper cannot listen on %s, because no address has that name: correct opper.local.address."
                        .formatted(settings.address()),
                    ex);
        }
    }

    private static URI url(InetAddress address, int port) {
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port));
    }

}
