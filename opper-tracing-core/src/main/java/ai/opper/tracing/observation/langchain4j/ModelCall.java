// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.LibraryCall;

/** The call of a chat model while it runs. */
final class ModelCall {

    private final @Nullable ServiceCall service;

    private final LibraryCall call;

    private final ModelCallContext context;

    ModelCall(@Nullable ServiceCall service, LibraryCall call, ModelCallContext context) {
        this.service = service;
        this.call = call;
        this.context = context;
    }

    LibraryCall observed() {
        return this.call;
    }

    void answered(@Nullable ChatResponse response) {
        if (this.call.isOpen()) {
            this.context.response(response);
            this.call.end();
        }
    }

    void failed(Throwable error) {
        this.call.fail(error);
    }

    /** Nothing more will come, neither of the model nor of the service that asked it. */
    void cancelled() {
        if (this.call.isOpen()) {
            this.context.cancelled();
            this.call.end();
            if (this.service != null) {
                this.service.cancelled();
            }
        }
    }

    /** What came of a stream could not be used, and nobody may have been told. */
    void serviceFailed(Throwable error) {
        if (this.service != null) {
            this.service.failed(error);
        }
    }

}
