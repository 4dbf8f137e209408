// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.langchain4j.observability.api.event.AiServiceCompletedEvent;
import dev.langchain4j.observability.api.event.AiServiceErrorEvent;
import dev.langchain4j.observability.api.event.AiServiceEvent;
import dev.langchain4j.observability.api.event.AiServiceRequestIssuedEvent;
import dev.langchain4j.observability.api.event.AiServiceResponseReceivedEvent;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.observability.api.event.ToolExecutedEvent;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import org.jspecify.annotations.Nullable;

/** LangChain4j's events of AI services on their way to {@link ServiceCalls}. */
final class ServiceListeners {

    private ServiceListeners() {
    }

    /** Listeners that do nothing as long as there is nobody to tell. */
    static List<AiServiceListener<?>> tell(Supplier<@Nullable ServiceCalls> calls) {
        return List.of(
                new Listener<>(AiServiceStartedEvent.class, (event) -> with(calls, (heard) -> heard.started(event))),
                new Listener<>(AiServiceRequestIssuedEvent.class, (event) -> with(calls, (heard) -> heard.asks(event))),
                new Listener<>(AiServiceResponseReceivedEvent.class,
                        (event) -> with(calls, (heard) -> heard.answered(event))),
                new Listener<>(ToolExecutedEvent.class, (event) -> with(calls, (heard) -> heard.toolExecuted(event))),
                new Listener<>(AiServiceCompletedEvent.class,
                        (event) -> with(calls, (heard) -> heard.completed(event))),
                new Listener<>(AiServiceErrorEvent.class, (event) -> with(calls, (heard) -> heard.failed(event))));
    }

    private static void with(Supplier<@Nullable ServiceCalls> calls, Consumer<ServiceCalls> tell) {
        ServiceCalls heard = calls.get();
        if (heard != null) {
            tell.accept(heard);
        }
    }

    private record Listener<T extends AiServiceEvent>(Class<T> eventClass,
            Consumer<T> tell) implements AiServiceListener<T> {

        @Override
        public Class<T> getEventClass() {
            return this.eventClass;
        }

        @Override
        public void onEvent(T event) {
            this.tell.accept(event);
        }

    }

}
