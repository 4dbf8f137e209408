// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.observation.AdvisorObservationContext;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.core.Ordered;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.observation.CallTicket;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.ai.ContentContextMapper;

/**
 * An advisor around the call of a model. The last advisor of each chain is Spring AI's
 * own and calls the model: its span is that of the call, whether or not the model makes
 * an observation, too.
 */
public final class AdvisorContextMapper extends ContentContextMapper<AdvisorObservationContext> {

    private static final String STREAM = "stream";

    private static final Set<String> OURS = Set.of(StreamWatchAdvisor.NAME, "opper_call_ticket");

    private static final Set<String> MODEL_CALLS = Set.of("call", STREAM);

    private final ModelCallDescription description;

    /**
     * Makes a mapper.
     * @param includeContent whether messages are recorded
     * @param costs knows what a call costs
     */
    public AdvisorContextMapper(boolean includeContent, CostEstimator costs) {
        super(AdvisorObservationContext.class, SpanType.CHAIN, includeContent);
        this.description = new ModelCallDescription(includeContent, costs);
    }

    static boolean callsModel(AdvisorObservationContext context) {
        return context.getOrder() == Ordered.LOWEST_PRECEDENCE && MODEL_CALLS.contains(context.getAdvisorName());
    }

    private static boolean isStream(AdvisorObservationContext context) {
        return STREAM.equals(context.getAdvisorName());
    }

    @Override
    protected boolean isSpan(AdvisorObservationContext context) {
        return !OURS.contains(context.getAdvisorName());
    }

    @Override
    protected String typeOf(AdvisorObservationContext context) {
        return callsModel(context) ? SpanType.LLM : SpanType.CHAIN;
    }

    @Override
    protected String nameOf(AdvisorObservationContext context) {
        return callsModel(context) ? ModelCallDescription.name(context.getChatClientRequest().prompt())
                : context.getAdvisorName();
    }

    @Override
    protected void started(AdvisorObservationContext context, Span span) {
        if (callsModel(context)) {
            context.put(ModelCallSlot.class, new ModelCallSlot());
            CallTicket ticket = Descriptions.above(context, CallTicket.class);
            if (ticket != null) {
                context.put(CallTicket.class, ticket);
            }
            this.description.started(context.getChatClientRequest().prompt(), isStream(context), span);
        }
    }

    @Override
    protected void stopped(AdvisorObservationContext context, Span span) {
        ModelCallSlot slot = context.get(ModelCallSlot.class);
        if (slot == null) {
            return;
        }
        ChatModelObservationContext call = slot.call();
        ChatResponse response = responseOf(context, call);
        if (isStream(context)) {
            this.description.streamed(context, response, span);
        }
        this.description.answered(context.getChatClientRequest().prompt(),
                (call != null) ? call.getOperationMetadata().provider() : null, response, span);
    }

    /** The model's own observation knows most about the answer. */
    private static @Nullable ChatResponse responseOf(AdvisorObservationContext context,
            @Nullable ChatModelObservationContext call) {
        ChatResponse known = (call != null) ? call.getResponse() : null;
        if (known != null) {
            return known;
        }
        ChatClientResponse response = context.getChatClientResponse();
        return (response != null) ? response.chatResponse() : null;
    }

}
