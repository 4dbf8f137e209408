// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.memory.ChatMemoryService;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.observation.CostEstimator;

/** A call of an AI service, with whatever calls that takes. */
final class ServiceContext extends LangChain4jContext {

    static final String NAME = "langchain4j.ai_service";

    private final String name;

    private final @Nullable Object conversation;

    private final UserMessage question;

    private volatile @Nullable Object result;

    private volatile boolean stream;

    private volatile boolean cancelled;

    ServiceContext(InvocationContext invocation, UserMessage question) {
        this.name = StringUtils.unqualify(ClassUtils.getShortName(invocation.interfaceName())) + "."
                + invocation.methodName();
        this.conversation = invocation.chatMemoryId();
        this.question = question;
    }

    void result(@Nullable Object result) {
        this.result = result;
    }

    void streams() {
        this.stream = true;
    }

    void cancelled() {
        this.cancelled = true;
    }

    @Override
    String spanType() {
        return SpanType.AGENT;
    }

    @Override
    String spanName() {
        return this.name;
    }

    /** The conversation is the session. */
    @Override
    TraceAttributes attributes() {
        return (this.conversation == null || ChatMemoryService.DEFAULT.equals(this.conversation))
                ? TraceAttributes.none() : TraceAttributes.none().withSessionId(this.conversation.toString());
    }

    @Override
    void started(Span span, boolean includeContent) {
        if (includeContent) {
            span.input(MessageJson.text(this.question.contents()));
        }
    }

    @Override
    void stopped(Span span, boolean includeContent, CostEstimator costs) {
        if (this.stream) {
            span.meta("stream", true);
        }
        if (this.cancelled) {
            span.meta("cancelled", true);
        }
        if (includeContent && this.result != null) {
            span.output(answer(this.result));
        }
    }

    private static @Nullable Object answer(@Nullable Object result) {
        if (result instanceof Result<?> wrapped) {
            return wrapped.content();
        }
        return (result instanceof ChatResponse response) ? response.aiMessage().text() : result;
    }

}
