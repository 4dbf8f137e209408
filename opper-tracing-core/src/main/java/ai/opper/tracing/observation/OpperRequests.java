// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.OpperCall;

/** Gives the requests to Opper among those that are observed what each of them needs. */
public final class OpperRequests {

    /** There are none. */
    public static final OpperRequests NONE = new OpperRequests(null, List.of());

    private final @Nullable OpperGateway gateway;

    private final List<ClientRequests> clients;

    /** Spans whose requests come from elsewhere, by their tickets. */
    private final Map<String, RecordingSpan> expected = new ConcurrentHashMap<>();

    /**
     * Makes them.
     * @param gateway where Opper is, or {@code null} when no request goes there
     * @param clients the HTTP clients whose requests are understood
     */
    public OpperRequests(@Nullable OpperGateway gateway, List<ClientRequests> clients) {
        this.gateway = gateway;
        this.clients = List.copyOf(clients);
    }

    boolean mayInclude(Observation.Context context) {
        return this.gateway != null && context instanceof SenderContext && clientOf(context) != null;
    }

    private @Nullable ClientRequests clientOf(Observation.Context context) {
        for (ClientRequests client : this.clients) {
            if (client.include(context)) {
                return client;
            }
        }
        return null;
    }

    /**
     * Sets the headers of a request to Opper.
     * @return whether it is one
     */
    <C> boolean begin(SenderContext<C> context) {
        ClientRequests client = (this.gateway != null) ? clientOf(context) : null;
        C carrier = context.getCarrier();
        String ticket = (client != null && carrier != null) ? client.take(context, CallTicket.HEADER) : null;
        URI address = (client != null && carrier != null) ? client.address(context) : null;
        if (this.gateway == null || carrier == null || address == null || !this.gateway.isAt(address)) {
            return false;
        }
        RecordingSpan span = (ticket != null) ? this.expected.get(ticket) : null;
        OpperCall call = this.gateway.begin((span != null) ? span : TracePosition.at(context));
        context.put(OpperCall.class, call);
        call.headers().forEach((name, value) -> context.getSetter().set(carrier, name, value));
        return true;
    }

    /** A request that shows the ticket in the context belongs to the span. */
    void expect(Observation.Context context, RecordingSpan span) {
        CallTicket ticket = (this.gateway != null) ? context.get(CallTicket.class) : null;
        if (ticket != null) {
            this.expected.put(ticket.id(), span);
        }
    }

    /** The work is over. */
    void forget(Observation.Context context) {
        CallTicket ticket = this.expected.isEmpty() ? null : context.get(CallTicket.class);
        if (ticket != null) {
            this.expected.remove(ticket.id());
        }
    }

    /** Notes what was answered, if the request went to Opper. */
    void end(Observation.Context context) {
        OpperCall call = context.get(OpperCall.class);
        ClientRequests client = (call != null) ? clientOf(context) : null;
        int status = (client != null) ? client.status(context) : 0;
        if (call != null && client != null && status != 0) {
            call.answered(status, (name) -> client.header(context, name));
        }
    }

}
