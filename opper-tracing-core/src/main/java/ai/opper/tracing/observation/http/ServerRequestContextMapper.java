// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.http;

import java.util.Locale;
import java.util.Set;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.Span;
import ai.opper.tracing.observation.ContextMapper;

/**
 * A request that is served: the frame around what is traced in it, without payloads. The
 * keys are those of OpenTelemetry's semantic conventions for HTTP.
 *
 * @param <C> the context of one of Spring's web frameworks
 */
abstract class ServerRequestContextMapper<C extends Observation.Context> implements ContextMapper {

    static final String METHOD = "http.request.method";

    static final String ROUTE = "http.route";

    static final String STATUS = "http.response.status_code";

    private static final String OTHER_METHOD = "_OTHER";

    private static final Set<String> KNOWN_METHODS = Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH",
            "POST", "PUT", "TRACE");

    private final Class<C> type;

    ServerRequestContextMapper(Class<C> type) {
        this.type = type;
    }

    @Override
    public final boolean supports(Observation.Context context) {
        return this.type.isInstance(context);
    }

    /** A frame is of interest for what is in it. */
    @Override
    public final boolean isRecordedAlone(Observation.Context context) {
        return false;
    }

    @Override
    public final String name(Observation.Context context) {
        C request = this.type.cast(context);
        String method = knownMethod(request);
        String route = route(request);
        String name = "http" + ((method != null) ? ' ' + method.toLowerCase(Locale.ROOT) : "");
        return (route != null) ? name + ' ' + route : name;
    }

    /** A client may write anything there, and it must not get into names. */
    private @Nullable String knownMethod(C request) {
        String method = method(request);
        return (method != null && KNOWN_METHODS.contains(method)) ? method : null;
    }

    @Override
    public final void onStart(Observation.Context context, Span span) {
        String method = method(this.type.cast(context));
        if (method != null) {
            span.meta(METHOD, KNOWN_METHODS.contains(method) ? method : OTHER_METHOD);
        }
    }

    @Override
    public final void onStop(Observation.Context context, Span span) {
        C request = this.type.cast(context);
        String route = route(request);
        if (route != null) {
            span.meta(ROUTE, route);
        }
        Integer status = status(request);
        if (status != null) {
            span.meta(STATUS, status);
        }
    }

    /** The request's method. */
    abstract @Nullable String method(C context);

    /** The pattern of the path, known when the handler has been found. */
    abstract @Nullable String route(C context);

    /** The status of the response. */
    abstract @Nullable Integer status(C context);

}
