// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.concurrent.atomic.AtomicReference;

import dev.langchain4j.observability.api.AiServiceListenerRegistrar;
import dev.langchain4j.observability.api.DefaultAiServiceListenerRegistrar;
import dev.langchain4j.spi.observability.AiServiceListenerRegistrarFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets every AI service of the process be heard, whoever builds it. LangChain4j finds
 * this as a service; it does nothing as long as nobody
 * {@linkplain LangChain4jTracing#listen() listens}.
 */
public final class AiServiceDoor implements AiServiceListenerRegistrarFactory {

    private static final Log logger = LogFactory.getLog(AiServiceDoor.class);

    private static final AtomicReference<@Nullable ServiceCalls> LISTENING = new AtomicReference<>();

    /** Made by LangChain4j. */
    public AiServiceDoor() {
    }

    static void open(ServiceCalls calls) {
        LISTENING.set(calls);
    }

    static void close(ServiceCalls calls) {
        LISTENING.compareAndSet(calls, null);
    }

    @Override
    public AiServiceListenerRegistrar get() {
        AiServiceListenerRegistrar registrar = new DefaultAiServiceListenerRegistrar();
        try {
            registrar.register(ServiceListeners.tell(LISTENING::get));
        }
        catch (LinkageError ex) {
            logger.debug("AI services are not observed, since LangChain4j has not all of their events", ex);
        }
        return registrar;
    }

}
