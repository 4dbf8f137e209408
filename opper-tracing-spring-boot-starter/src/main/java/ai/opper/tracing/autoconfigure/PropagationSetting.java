// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.springframework.core.env.Environment;

/** A property of Boot's that spans need to find their parents. */
enum PropagationSetting {

    /** Executors and schedulers that Boot configures. */
    TASKS("spring.task.execution.propagate-context", "true",
            "spans of @Async methods, of other work on Boot's task executor and task scheduler, and of asynchronous"
                    + " results of Spring MVC"),

    /** Automatic context propagation. */
    REACTOR("spring.reactor.context-propagation", "auto",
            "spans inside operators that run on another scheduler, and in WebFlux handlers");

    private final String property;

    private final String value;

    private final String orphans;

    PropagationSetting(String property, String value, String orphans) {
        this.property = property;
        this.value = value;
        this.orphans = orphans;
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

}
