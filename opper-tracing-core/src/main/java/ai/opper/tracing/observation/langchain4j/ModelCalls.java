// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.ai.StreamWatch;

/**
 * Observes calls of chat models: as their listener, and for the decorators. A call that a
 * decorator observes already is not observed again by the listener of the model inside.
 */
final class ModelCalls implements ChatModelListener {

    /** What a decorator of this thread is asking its model. */
    private static final ThreadLocal<@Nullable ChatRequest> OBSERVED = new ThreadLocal<>();

    private final ServiceCalls services;

    ModelCalls(ServiceCalls services) {
        this.services = services;
    }

    ModelCall start(ChatRequest request, @Nullable ModelProvider provider, @Nullable StreamWatch watch) {
        ServiceCall service = this.services.asking(request);
        if (service != null && watch != null) {
            service.streams();
        }
        ModelCallContext context = new ModelCallContext(request, provider, watch);
        return new ModelCall(service, this.services.observe(ModelCallContext.NAME, context, service), context);
    }

    /** Runs the call of a model whose listener has nothing to do. */
    void insideOf(ChatRequest request, Runnable call) {
        ChatRequest outer = OBSERVED.get();
        OBSERVED.set(request);
        try {
            call.run();
        }
        finally {
            if (outer != null) {
                OBSERVED.set(outer);
            }
            else {
                OBSERVED.remove();
            }
        }
    }

    private boolean isObserved(ChatRequest request) {
        ChatRequest outer = OBSERVED.get();
        return outer != null && outer.messages().equals(request.messages());
    }

    @Override
    public void onRequest(ChatModelRequestContext context) {
        if (!isObserved(context.chatRequest())) {
            context.attributes().put(this, start(context.chatRequest(), context.modelProvider(), null));
        }
    }

    @Override
    public void onResponse(ChatModelResponseContext context) {
        if (context.attributes().remove(this) instanceof ModelCall call) {
            call.answered(context.chatResponse());
        }
    }

    @Override
    public void onError(ChatModelErrorContext context) {
        if (context.attributes().remove(this) instanceof ModelCall call) {
            call.failed(context.error());
        }
    }

}
