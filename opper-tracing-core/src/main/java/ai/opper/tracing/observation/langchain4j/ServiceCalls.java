// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.WeakHashMap;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.observability.api.event.AiServiceCompletedEvent;
import dev.langchain4j.observability.api.event.AiServiceErrorEvent;
import dev.langchain4j.observability.api.event.AiServiceRequestIssuedEvent;
import dev.langchain4j.observability.api.event.AiServiceResponseReceivedEvent;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.observability.api.event.ToolExecutedEvent;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.LibraryCall;
import ai.opper.tracing.observation.SpanTracer;

/**
 * The calls of AI services that run. LangChain4j gives each an id, which it passes to
 * retrievers and tools on whatever thread they run; a call is forgotten with its id.
 *
 * <p>
 * Models are not given the id. But the event of a request comes right before the model is
 * called, on the same thread and with the same messages.
 */
final class ServiceCalls {

    private static final ThreadLocal<@Nullable Announcement> ANNOUNCED = new ThreadLocal<>();

    private final SpanTracer tracer;

    private final Map<UUID, ServiceCall> running = Collections.synchronizedMap(new WeakHashMap<>());

    private final ObservedTools observedTools = new ObservedTools();

    ServiceCalls(SpanTracer tracer) {
        this.tracer = tracer;
    }

    void observes(ToolSpecification tool) {
        this.observedTools.add(tool);
    }

    /** The call with an id, or {@code null}. */
    @Nullable ServiceCall of(@Nullable InvocationContext invocation) {
        UUID id = (invocation != null) ? invocation.invocationId() : null;
        return (id != null) ? this.running.get(id) : null;
    }

    void started(AiServiceStartedEvent event) {
        InvocationContext invocation = event.invocationContext();
        if (of(invocation) != null) {
            return;
        }
        ServiceContext context = new ServiceContext(invocation, event.userMessage());
        this.running.put(invocation.invocationId(),
                new ServiceCall(this.tracer.observe(ServiceContext.NAME, context, null), context));
    }

    /** Observes a part of a call, or work that belongs to none. */
    LibraryCall observe(String name, LangChain4jContext context, @Nullable ServiceCall service) {
        if (service == null) {
            return this.tracer.observe(name, context, null);
        }
        LibraryCall above = service.observed();
        return above.isObserved() ? this.tracer.observe(name, context, above.observation())
                : this.tracer.unobserved(name);
    }

    void asks(AiServiceRequestIssuedEvent event) {
        ServiceCall service = of(event.invocationContext());
        if (service != null) {
            ANNOUNCED.set(new Announcement(service, event.request()));
        }
    }

    /** The call that asks a model now, on this thread; told once. */
    @Nullable ServiceCall asking(ChatRequest request) {
        Announcement announcement = ANNOUNCED.get();
        if (announcement == null || !announcement.isOf(request)) {
            return null;
        }
        ANNOUNCED.remove();
        return announcement.service();
    }

    void answered(AiServiceResponseReceivedEvent event) {
        ANNOUNCED.remove();
        ServiceCall service = of(event.invocationContext());
        if (service == null || !event.response().aiMessage().hasToolExecutionRequests()) {
            return;
        }
        for (ToolExecutionRequest request : event.response().aiMessage().toolExecutionRequests()) {
            ToolSpecification tool = toolOf(event.request(), request.name());
            if (tool == null || !this.observedTools.contains(tool)) {
                ToolContext context = new ToolContext(request, (tool != null) ? tool.description() : null);
                service.toolAsked(request, context, observe(ToolContext.NAME, context, service));
            }
        }
    }

    private static @Nullable ToolSpecification toolOf(ChatRequest request, String name) {
        List<ToolSpecification> tools = request.toolSpecifications();
        return (tools != null)
                ? tools.stream().filter((tool) -> Objects.equals(name, tool.name())).findFirst().orElse(null) : null;
    }

    void toolExecuted(ToolExecutedEvent event) {
        ServiceCall service = of(event.invocationContext());
        if (service != null) {
            service.toolExecuted(event.request(), MessageJson.text(event.resultContents()));
        }
    }

    void completed(AiServiceCompletedEvent event) {
        ANNOUNCED.remove();
        ServiceCall service = of(event.invocationContext());
        if (service != null) {
            service.completed(event.result().orElse(null));
        }
    }

    void failed(AiServiceErrorEvent event) {
        ANNOUNCED.remove();
        ServiceCall service = of(event.invocationContext());
        if (service != null) {
            service.failed(event.error());
        }
    }

    /** Keeps no message alive when the model is never called. */
    private record Announcement(ServiceCall service, int messages, WeakReference<ChatMessage> last) {

        Announcement(ServiceCall service, ChatRequest request) {
            this(service, request.messages().size(), new WeakReference<>(lastOf(request)));
        }

        boolean isOf(ChatRequest request) {
            return request.messages().size() == this.messages && lastOf(request) == this.last.get();
        }

        private static ChatMessage lastOf(ChatRequest request) {
            return request.messages().get(request.messages().size() - 1);
        }

    }

}
