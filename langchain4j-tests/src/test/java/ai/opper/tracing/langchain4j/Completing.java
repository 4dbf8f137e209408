// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.langchain4j;

import java.util.concurrent.CompletableFuture;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/** Waits for the whole of a streamed answer. */
record Completing(CompletableFuture<ChatResponse> answer) implements StreamingChatResponseHandler {

    @Override
    public void onCompleteResponse(ChatResponse response) {
        this.answer.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        this.answer.completeExceptionally(error);
    }

}
