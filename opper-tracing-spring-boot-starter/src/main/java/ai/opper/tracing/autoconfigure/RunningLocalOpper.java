// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.net.URI;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.local.LocalOpper;
import ai.opper.tracing.local.LocalOpperRetention;
import ai.opper.tracing.local.LocalOpperSettings;
import ai.opper.tracing.local.LocalOpperUnavailableException;

/**
 * Local Opper for as long as the application runs. When it cannot be started the
 * application runs all the same.
 */
final class RunningLocalOpper implements AutoCloseable {

    private static final Log logger = LogFactory.getLog("ai.opper.tracing");

    private final @Nullable LocalOpper local;

    private final @Nullable String token;

    private final boolean wanted;

    private RunningLocalOpper(@Nullable LocalOpper local, @Nullable String token, boolean wanted) {
        this.local = local;
        this.token = token;
        this.wanted = wanted;
    }

    static RunningLocalOpper unwanted() {
        return new RunningLocalOpper(null, null, false);
    }

    static RunningLocalOpper start(LocalOpperProperties properties) {
        LocalOpperSettings settings = settings(properties);
        try {
            LocalOpper local = LocalOpper.start(settings);
            logger.info(
                    "Local Opper shows traces at " + local.url() + (local.joined() ? " (it was running already)" : ""));
            return new RunningLocalOpper(local, properties.token(), true);
        }
        catch (LocalOpperUnavailableException ex) {
            logger.warn("Local Opper is not there, so no trace will be seen in it. " + ex.getMessage());
            return new RunningLocalOpper(null, null, true);
        }
    }

    private static LocalOpperSettings settings(LocalOpperProperties properties) {
        try {
            LocalOpperRetention retention = new LocalOpperRetention(properties.retention().maxAge(),
                    properties.retention().maxSize());
            return new LocalOpperSettings(properties.address(), properties.port(), properties.database(),
                    properties.token(), retention);
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidOpperPropertyException("opper.local", String.valueOf(ex.getMessage()),
                    "Correct the property, or set opper.local.enabled=false.", ex);
        }
    }

    /** Whether somebody wanted it to run, be it there or not. */
    boolean isWanted() {
        return this.wanted;
    }

    @Nullable URI url() {
        return (this.local != null) ? this.local.url() : null;
    }

    @Nullable String token() {
        return this.token;
    }

    @Override
    public void close() {
        if (this.local != null) {
            this.local.close();
        }
    }

}
