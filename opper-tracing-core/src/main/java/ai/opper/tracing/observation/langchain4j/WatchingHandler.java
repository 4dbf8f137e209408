// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;

import ai.opper.tracing.observation.ai.StreamWatch;

/**
 * Sees the parts of an answer as they pass, on the threads of the model's client. Whoever
 * they are for is called with the context in which the model was asked, so that tools and
 * the next request find their trace.
 */
final class WatchingHandler implements StreamingChatResponseHandler {

    private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder().clearMissing(true).build();

    private final StreamingChatResponseHandler handler;

    private final ModelCall call;

    private final StreamWatch watch;

    private final ContextSnapshot asked = SNAPSHOTS.captureAll();

    WatchingHandler(StreamingChatResponseHandler handler, ModelCall call, StreamWatch watch) {
        this.handler = handler;
        this.call = call;
        this.watch = watch;
    }

    private void tell(Runnable part) {
        try (ContextSnapshot.Scope scope = this.asked.setThreadLocals()) {
            part.run();
        }
    }

    @Override
    public void onPartialResponse(String part) {
        this.watch.saw(part, false);
        tell(() -> this.handler.onPartialResponse(part));
    }

    @Override
    public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
        this.watch.saw(part.text(), false);
        PartialResponseContext watched = new PartialResponseContext(new WatchedHandle(context.streamingHandle()));
        tell(() -> this.handler.onPartialResponse(part, watched));
    }

    @Override
    public void onPartialThinking(PartialThinking part) {
        this.watch.sawNothing();
        tell(() -> this.handler.onPartialThinking(part));
    }

    @Override
    public void onPartialThinking(PartialThinking part, PartialThinkingContext context) {
        this.watch.sawNothing();
        PartialThinkingContext watched = new PartialThinkingContext(new WatchedHandle(context.streamingHandle()));
        tell(() -> this.handler.onPartialThinking(part, watched));
    }

    @Override
    public void onPartialToolCall(PartialToolCall part) {
        this.watch.saw(null, true);
        tell(() -> this.handler.onPartialToolCall(part));
    }

    @Override
    public void onPartialToolCall(PartialToolCall part, PartialToolCallContext context) {
        this.watch.saw(null, true);
        PartialToolCallContext watched = new PartialToolCallContext(new WatchedHandle(context.streamingHandle()));
        tell(() -> this.handler.onPartialToolCall(part, watched));
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall part) {
        tell(() -> this.handler.onCompleteToolCall(part));
    }

    @Override
    public void onUnmappedRawEvent(Object event) {
        tell(() -> this.handler.onUnmappedRawEvent(event));
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        this.call.answered(response);
        try {
            tell(() -> this.handler.onCompleteResponse(response));
        }
        catch (Throwable ex) {
            this.call.serviceFailed(ex);
            throw ex;
        }
    }

    @Override
    public void onError(Throwable error) {
        this.call.failed(error);
        tell(() -> this.handler.onError(error));
        this.call.serviceFailed(error);
    }

    /** After a stream was cancelled nothing is heard of it any more. */
    private final class WatchedHandle implements StreamingHandle {

        private final StreamingHandle handle;

        WatchedHandle(StreamingHandle handle) {
            this.handle = handle;
        }

        @Override
        public void cancel() {
            this.handle.cancel();
            WatchingHandler.this.call.cancelled();
        }

        @Override
        public boolean isCancelled() {
            return this.handle.isCancelled();
        }

    }

}
