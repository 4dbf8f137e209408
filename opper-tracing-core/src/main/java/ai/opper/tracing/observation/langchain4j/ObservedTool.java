// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.function.Supplier;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.observation.LibraryCall;

/** A tool whose work is a span that is current meanwhile, on whatever thread it runs. */
final class ObservedTool implements ToolExecutor {

    private final AiServiceTool tool;

    private final ServiceCalls services;

    ObservedTool(AiServiceTool tool, ServiceCalls services) {
        this.tool = tool;
        this.services = services;
    }

    @Override
    public String execute(ToolExecutionRequest request, Object memoryId) {
        ToolContext context = context(request);
        return observe(null, context, () -> {
            String result = this.tool.toolExecutor().execute(request, memoryId);
            context.result(result);
            return result;
        });
    }

    @Override
    public ToolExecutionResult executeWithContext(ToolExecutionRequest request, InvocationContext invocation) {
        ToolContext context = context(request);
        return observe(this.services.of(invocation), context, () -> {
            ToolExecutionResult result = this.tool.toolExecutor().executeWithContext(request, invocation);
            context.result(MessageJson.text(result.resultContents()));
            return result;
        });
    }

    private ToolContext context(ToolExecutionRequest request) {
        return new ToolContext(request, this.tool.toolSpecification().description());
    }

    private <R> R observe(@Nullable ServiceCall service, ToolContext context, Supplier<R> work) {
        LibraryCall call = this.services.observe(ToolContext.NAME, context, service);
        try (ActiveSpan.Scope scope = call.makeCurrent()) {
            return work.get();
        }
        catch (Throwable ex) {
            call.fail(ex);
            throw ex;
        }
        finally {
            call.end();
        }
    }

}
