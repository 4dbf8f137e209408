// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** A property of Boot's that spans need to find their parents. */
enum PropagationSetting {

    /** Executors and schedulers that Boot configures. */
    TASKS("spring.task.execution.propagate-context", "true",
            "spans of @Async methods, of other work on Boot's task executor and task scheduler, and of asynchronous"
                    + " results of Spring MVC"),

    /** Automatic context propagation. */
    REACTOR("spring.reactor.context-propagation", "auto",
            "spans inside operators that run on another scheduler, and in WebFlux handlers"),

    /** Messages that take the trace along. */
    KAFKA_TEMPLATE("spring.kafka.template.observation-enabled", "true",
            "spans of listeners to what KafkaTemplate sends", Libraries.KAFKA),

    /** Messages that bring a trace. */
    KAFKA_LISTENER("spring.kafka.listener.observation-enabled", "true", "spans of @KafkaListener methods",
            Libraries.KAFKA),

    /** Messages that take the trace along. */
    RABBIT_TEMPLATE("spring.rabbitmq.template.observation-enabled", "true",
            "spans of listeners to what RabbitTemplate sends", Libraries.RABBIT),

    /** Messages that bring a trace, with the containers that Boot makes by default. */
    RABBIT_SIMPLE_LISTENER("spring.rabbitmq.listener.simple.observation-enabled", "true",
            "spans of @RabbitListener methods in simple containers", Libraries.RABBIT),

    /** Messages that bring a trace, with the other containers. */
    RABBIT_DIRECT_LISTENER("spring.rabbitmq.listener.direct.observation-enabled", "true",
            "spans of @RabbitListener methods in direct containers", Libraries.RABBIT);

    private final String property;

    private final String value;

    private final String orphans;

    private final @Nullable String library;

    PropagationSetting(String property, String value, String orphans) {
        this(property, value, orphans, null);
    }

    PropagationSetting(String property, String value, String orphans, @Nullable String library) {
        this.property = property;
        this.value = value;
        this.orphans = orphans;
        this.library = library;
    }

    /** Whether the application has what the property configures. */
    boolean isOfUse() {
        return this.library == null || ClassUtils.isPresent(this.library, null);
    }

    String property() {
        return this.property;
    }

    String value() {
        return this.value;
    }

    /** Whether somebody has chosen to do without. */
    boolean isTurnedOff(Environment environment) {
        String chosen = environment.getProperty(this.property);
        return chosen != null && !chosen.equalsIgnoreCase(this.value);
    }

    /** Says which spans lose their parents, and how to get them back. */
    String explanation(Environment environment) {
        return this.property + "=" + environment.getProperty(this.property) + " makes " + this.orphans
                + " start traces of their own; remove it or set it to '" + this.value + "'.";
    }

    /** A type of each library that need not be there. */
    private static final class Libraries {

        private static final String KAFKA = "org.springframework.kafka.core.KafkaTemplate";

        private static final String RABBIT = "org.springframework.amqp.rabbit.core.RabbitTemplate";

        private Libraries() {
        }

    }

}
