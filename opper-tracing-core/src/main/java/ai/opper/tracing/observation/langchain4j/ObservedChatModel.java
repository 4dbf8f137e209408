// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.List;
import java.util.Set;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;

import ai.opper.tracing.observation.ActiveSpan;

/** A chat model whose calls are observed, whether or not it has listeners. */
final class ObservedChatModel implements ChatModel {

    private final ChatModel model;

    private final ModelCalls calls;

    ObservedChatModel(ChatModel model, ModelCalls calls) {
        this.model = model;
        this.calls = calls;
    }

    static ChatRequest complete(ChatRequest request, ChatRequestParameters defaults) {
        return ChatRequest.builder()
            .messages(request.messages())
            .parameters(defaults.overrideWith(request.parameters()))
            .build();
    }

    @Override
    public ChatResponse chat(ChatRequest request, ChatRequestOptions options) {
        ModelCall call = this.calls.start(complete(request, defaultRequestParameters()), provider(), null);
        ChatResponse[] response = new ChatResponse[1];
        try (ActiveSpan.Scope scope = call.observed().makeCurrent()) {
            this.calls.insideOf(request, () -> response[0] = ask(request, options));
        }
        catch (Throwable ex) {
            call.failed(ex);
            throw ex;
        }
        call.answered(response[0]);
        return response[0];
    }

    /** A model may know requests without options only. */
    private ChatResponse ask(ChatRequest request, ChatRequestOptions options) {
        return ChatRequestOptions.EMPTY.equals(options) ? this.model.chat(request) : this.model.chat(request, options);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        return this.model.doChat(request);
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
