// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.OpperCall;
import ai.opper.tracing.OpperCalls;

/**
 * Opper as the one who is called: which calls go there, and below which span. What a
 * child of ours may hang under has to be there first, and so has what a span of Opper's
 * hangs under.
 */
public final class OpperGateway {

    private static final int HTTPS_PORT = 443;

    private static final int HTTP_PORT = 80;

    private final SpanRecording recording;

    private final GatewaySettings settings;

    private final Function<UUID, @Nullable String> opperIds;

    /**
     * Makes a gateway.
     * @param recording has spans opened
     * @param settings how calls are put under spans
     * @param opperIds the id by which Opper knows a span that it has, or {@code null}
     */
    public OpperGateway(SpanRecording recording, GatewaySettings settings, Function<UUID, @Nullable String> opperIds) {
        this.recording = recording;
        this.settings = settings;
        this.opperIds = opperIds;
    }

    /** Whether an address is here. */
    boolean isAt(URI address) {
        URI here = this.settings.address();
        String host = address.getHost();
        return here != null && host != null && host.equalsIgnoreCase(here.getHost()) && port(address) == port(here)
                && Objects.requireNonNullElse(address.getPath(), "").startsWith(path(here));
    }

    private static String path(URI uri) {
        String path = Objects.requireNonNullElse(uri.getPath(), "");
        return path.endsWith("/") ? path : path + '/';
    }

    private static int port(URI uri) {
        boolean secure = "https".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
        int usual = secure ? HTTPS_PORT : HTTP_PORT;
        return (uri.getPort() != -1) ? uri.getPort() : usual;
    }

    /** Begins a call at a position. A frame that may never be recorded is left out. */
    OpperCall begin(@Nullable TracePosition position) {
        TracePosition at = Ambient.current().isSuppressed() ? null : position;
        while (at instanceof RecordingSpan frame && !frame.isKept()) {
            at = frame.above();
        }
        return (at instanceof RecordingSpan span) ? CallBelowSpan.begin(span, this) : OpperCalls.none().begin();
    }

    SpanRecording recording() {
        return this.recording;
    }

    GatewaySettings settings() {
        return this.settings;
    }

    @Nullable String opperIdOf(UUID spanId) {
        return this.opperIds.apply(spanId);
    }

}
