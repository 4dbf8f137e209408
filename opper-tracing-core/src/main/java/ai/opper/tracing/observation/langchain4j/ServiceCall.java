// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.LibraryCall;

/**
 * A call of an AI service while it runs, on however many threads. Knows the tools that
 * its model has asked for and that nobody else observes.
 */
final class ServiceCall {

    private final LibraryCall call;

    private final ServiceContext context;

    private final Map<ToolExecutionRequest, LibraryCall> tools = new HashMap<>();

    private final Map<ToolExecutionRequest, ToolContext> toolContexts = new HashMap<>();

    ServiceCall(LibraryCall call, ServiceContext context) {
        this.call = call;
        this.context = context;
    }

    /** What its parts hang under, which are not observed when it is not. */
    LibraryCall observed() {
        return this.call;
    }

    void streams() {
        this.context.streams();
    }

    synchronized void toolAsked(ToolExecutionRequest request, ToolContext tool, LibraryCall toolCall) {
        this.tools.put(request, toolCall);
        this.toolContexts.put(request, tool);
    }

    synchronized void toolExecuted(ToolExecutionRequest request, @Nullable String result) {
        LibraryCall tool = this.tools.remove(request);
        ToolContext toolContext = this.toolContexts.remove(request);
        if (tool != null && toolContext != null) {
            toolContext.result(result);
            tool.end();
        }
    }

    void completed(@Nullable Object result) {
        this.context.result(result);
        end();
    }

    void cancelled() {
        this.context.cancelled();
        end();
    }

    private void end() {
        toolsLeft().forEach(LibraryCall::end);
        this.call.end();
    }

    void failed(Throwable error) {
        toolsLeft().forEach((tool) -> tool.fail(error));
        this.call.fail(error);
    }

    private synchronized List<LibraryCall> toolsLeft() {
        List<LibraryCall> left = List.copyOf(this.tools.values());
        this.tools.clear();
        this.toolContexts.clear();
        return left;
    }

}
