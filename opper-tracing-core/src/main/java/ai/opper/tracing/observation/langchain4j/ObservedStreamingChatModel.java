// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.List;
import java.util.Set;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.observation.ai.StreamWatch;

/**
 * A streaming chat model that shows what its listeners do not: when the parts of an
 * answer come, and what came of one that breaks off.
 */
final class ObservedStreamingChatModel implements StreamingChatModel {

    private final StreamingChatModel model;

    private final ModelCalls calls;

    private final boolean keepsText;

    ObservedStreamingChatModel(StreamingChatModel model, ModelCalls calls, boolean keepsText) {
        this.model = model;
        this.calls = calls;
        this.keepsText = keepsText;
    }

    @Override
    public void chat(ChatRequest request, ChatRequestOptions options, StreamingChatResponseHandler handler) {
        StreamWatch watch = new StreamWatch(this.keepsText);
        ModelCall call = this.calls.start(ObservedChatModel.complete(request, defaultRequestParameters()), provider(),
                watch);
        StreamingChatResponseHandler watching = new WatchingHandler(handler, call, watch);
        try (ActiveSpan.Scope scope = call.observed().makeCurrent()) {
            this.calls.insideOf(request, () -> ask(request, options, watching));
        }
        catch (Throwable ex) {
            call.failed(ex);
            call.serviceFailed(ex);
            throw ex;
        }
    }

    /** A model may know requests without options only. */
    private void ask(ChatRequest request, ChatRequestOptions options, StreamingChatResponseHandler handler) {
        if (ChatRequestOptions.EMPTY.equals(options)) {
            this.model.chat(request, handler);
        }
        else {
            this.model.chat(request, options, handler);
        }
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        this.model.doChat(request, handler);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return this.model.defaultRequestParameters();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return this.model.listeners();
    }

    @Override
    public ModelProvider provider() {
        return this.model.provider();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return this.model.supportedCapabilities();
    }

}
