// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import java.util.LinkedHashMap;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;

import ai.opper.tracing.observation.CallTicket;

/**
 * Gives a streamed call of a model by OpenAI's client a ticket: that client sends it from
 * a thread of the JVM's common pool, which does not know the call's span. The starter
 * adds it to chat clients that are built with Boot's {@code ChatClient.Builder}; others
 * may add it themselves.
 */
public final class CallTicketAdvisor implements StreamAdvisor {

    static final String NAME = "opper_call_ticket";

    @Override
    public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
        return Flux.deferContextual((context) -> {
            Observation own = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
            if (own == null || own.isNoop() || !(request.prompt().getOptions() instanceof OpenAiChatOptions options)) {
                return chain.nextStream(request);
            }
            CallTicket ticket = CallTicket.issue();
            own.getContext().put(CallTicket.class, ticket);
            return chain.nextStream(with(ticket, request, options));
        });
    }

    /** A request that cannot be marked goes as it is. */
    private static ChatClientRequest with(CallTicket ticket, ChatClientRequest request, OpenAiChatOptions options) {
        try {
            Map<String, String> known = options.getCustomHeaders();
            Map<String, String> headers = (known != null) ? new LinkedHashMap<>(known) : new LinkedHashMap<>();
            headers.put(CallTicket.HEADER, ticket.id());
            OpenAiChatOptions marked = options.mutate().customHeaders(headers).build();
            return request.mutate().prompt(request.prompt().mutate().chatOptions(marked).build()).build();
        }
        catch (RuntimeException ex) {
            return request;
        }
    }

    @Override
    public String getName() {
        return NAME;
    }

    /** Inside of the loop that calls tools, so that each call has a ticket of its own. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 2;
    }

}
