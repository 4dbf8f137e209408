// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;

import ai.opper.tracing.observation.ai.StreamWatch;

/**
 * Sees the parts of streamed answers, which Spring AI's observations do not show: for the
 * time to the first token, and for what was said before a stream broke off. Changes
 * nothing. The starter adds it to chat clients that are built with Boot's
 * {@code ChatClient.Builder}; others may add it themselves.
 */
public final class StreamWatchAdvisor implements StreamAdvisor {

    static final String NAME = "opper_stream_watch";

    private final boolean includeContent;

    /**
     * Makes an advisor.
     * @param includeContent whether the text of a stream that broke off is recorded
     */
    public StreamWatchAdvisor(boolean includeContent) {
        this.includeContent = includeContent;
    }

    @Override
    public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
        return Flux.deferContextual((context) -> {
            Observation own = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
            Flux<ChatClientResponse> answer = chain.nextStream(request);
            if (own == null || own.isNoop()) {
                return answer;
            }
            StreamWatch watch = new StreamWatch(this.includeContent);
            own.getContext().put(StreamWatch.class, watch);
            return answer.doOnNext((part) -> saw(watch, part.chatResponse()));
        });
    }

    private static void saw(StreamWatch watch, @Nullable ChatResponse response) {
        Generation part = (response != null) ? response.getResult() : null;
        if (part == null) {
            watch.sawNothing();
        }
        else {
            watch.saw(part.getOutput().getText(), part.getOutput().hasToolCalls());
        }
    }

    @Override
    public String getName() {
        return NAME;
    }

    /** Right before the call of the model, inside of the loop that calls tools. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

}
