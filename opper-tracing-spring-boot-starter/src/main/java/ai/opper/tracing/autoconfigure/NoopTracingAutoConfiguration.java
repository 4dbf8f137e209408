// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import ai.opper.tracing.OpperCalls;
import ai.opper.tracing.OpperTracer;

/**
 * Gives applications that inject a tracer one that records nothing, when tracing is off
 * or has nowhere to go.
 */
@AutoConfiguration(after = OpperTracingAutoConfiguration.class)
public final class NoopTracingAutoConfiguration {

    private static final Log logger = LogFactory.getLog("ai.opper.tracing");

    @Bean
    @ConditionalOnMissingBean
    OpperTracer opperTracer(Environment environment) {
        if (environment.getProperty("opper.tracing.enabled", Boolean.class, true)) {
            warn();
        }
        return OpperTracer.noop();
    }

    @Bean
    @ConditionalOnMissingBean
    OpperCalls opperCalls() {
        return OpperCalls.none();
    }

    static void warn() {
        logger.warn("Nothing is traced, since there is nowhere to send spans to. Set opper.tracing.api-key"
                + " (or OPPER_API_KEY) to a key of your Opper account, add the dependency"
                + " ai.opper:opper-tracing-local to see traces on this machine, set opper.tracing.otlp.endpoint"
                + " to the address of an OpenTelemetry collector, or set opper.tracing.enabled=false.");
    }

}
