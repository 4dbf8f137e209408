// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where Local Opper listens and what it stores traces in.
 *
 * @param address the address to bind to; one that other machines can reach needs a token
 * @param port the port to bind to; 0 takes any free one
 * @param database a JDBC URL of H2 or PostgreSQL, or null for an H2 file in
 * {@code ${user.home}/.opper/local}
 * @param token what clients must send as bearer, or null to ask for nothing
 * @param retention how much is kept
 */
public record LocalOpperSettings(String address, int port, @Nullable String database, @Nullable String token,
        LocalOpperRetention retention) {

    private static final int DEFAULT_PORT = 4319;

    private static final int MAX_PORT = 65535;

    /**
     * Checks the settings.
     * @throws IllegalArgumentException when the address is blank, the port is no port, or
     * the database or the token is blank
     */
    public LocalOpperSettings {
        require(!address.isBlank(), "opper.local.address must not be blank; leave it out for 127.0.0.1.");
        require(port >= 0 && port <= MAX_PORT, "opper.local.port must be from 0 to 65535, but is %d.".formatted(port));
        require(database == null || !database.isBlank(),
                "opper.local.database must not be blank; leave it out for a file in your home directory.");
        require(token == null || !token.isBlank(), "opper.local.token must not be blank; leave it out for none.");
    }

    /**
     * Settings with the usual retention.
     * @param address the address to bind to
     * @param port the port to bind to
     * @param database a JDBC URL, or null for the default file
     * @param token what clients must send, or null for none
     */
    public LocalOpperSettings(String address, int port, @Nullable String database, @Nullable String token) {
        this(address, port, database, token, LocalOpperRetention.defaults());
    }

    /**
     * The settings that need no configuration.
     * @return 127.0.0.1:4319, a file in the user's home, no token
     */
    public static LocalOpperSettings defaults() {
        return new LocalOpperSettings("127.0.0.1", DEFAULT_PORT, null, null);
    }

    /**
     * Changes the address.
     * @param address the address to bind to
     * @return the changed settings
     */
    public LocalOpperSettings withAddress(String address) {
        return new LocalOpperSettings(address, this.port, this.database, this.token, this.retention);
    }

    /**
     * Changes the port.
     * @param port the port to bind to; 0 takes any free one
     * @return the changed settings
     */
    public LocalOpperSettings withPort(int port) {
        return new LocalOpperSettings(this.address, port, this.database, this.token, this.retention);
    }

    /**
     * Changes the database.
     * @param database a JDBC URL, or null for the default file
     * @return the changed settings
     */
    public LocalOpperSettings withDatabase(@Nullable String database) {
        return new LocalOpperSettings(this.address, this.port, database, this.token, this.retention);
    }

    /**
     * Changes the token.
     * @param token what clients must send, or null for none
     * @return the changed settings
     */
    public LocalOpperSettings withToken(@Nullable String token) {
        return new LocalOpperSettings(this.address, this.port, this.database, token, this.retention);
    }

    /**
     * Changes the retention.
     * @param retention how much is kept
     * @return the changed settings
     */
    public LocalOpperSettings withRetention(LocalOpperRetention retention) {
        return new LocalOpperSettings(this.address, this.port, this.database, this.token, retention);
    }

    /**
     * Writes the settings without the token.
     */
    @Override
    public String toString() {
        return "LocalOpperSettings[address=%s, port=%d, database=%s, token=%s]".formatted(this.address, this.port,
                (this.database != null) ? "set" : "default", (this.token != null) ? "set" : "none");
    }

    String databaseUrl() {
        return (this.database != null) ? this.database : file(Path.of(System.getProperty("user.home")));
    }

    // Only we close the database, not a shutdown hook that runs before the last write.
    private static String file(Path home) {
        return "jdbc:h2:file:%s;DB_CLOSE_ON_EXIT=FALSE"
            .formatted(home.resolve(".opper").resolve("local").resolve("traces").toAbsolutePath());
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

}
