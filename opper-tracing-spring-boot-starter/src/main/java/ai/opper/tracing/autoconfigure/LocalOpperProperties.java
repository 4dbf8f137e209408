// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How Local Opper runs inside the application.
 *
 * @param enabled Whether it is started when it is on the class path.
 * @param address Address that it listens on. Anything but a loopback address needs a
 * token.
 * @param port Port that it listens on.
 * @param database JDBC URL of its store, H2 or PostgreSQL. The default is an H2 file in the
 * user's home directory.
 * @param token Bearer token that it asks for. The default is none.
 * @param retention How much is kept.
 */
@ConfigurationProperties("opper.local")
public record LocalOpperProperties(@DefaultValue("true") boolean enabled, @DefaultValue("127.0.0.1") String address,
        @DefaultValue("4319") int port, @Nullable String database, @Nullable String token,
        @DefaultValue Retention retention) {

    /** Leaves the token and the database out: this may end up in a log. */
    @Override
    public String toString() {
        return "LocalOpperProperties[" + this.address + ':' + this.port + ']';
    }

    /**
     * How much is kept; what came first goes first.
     *
     * @param maxAge How long a trace is kept after it came. 0 keeps it for ever.
     * @param maxSize How much the stored spans may take together. 0 is no limit.
     */
    public record Retention(@DefaultValue("30d") Duration maxAge, @DefaultValue("2GB") DataSize maxSize) {

    }

}
