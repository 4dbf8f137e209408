// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.export.otlp.OtlpSpanExporter;

/** The endpoint that spans go to over OpenTelemetry's protocol. */
final class OtlpEndpoint {

    static final String PROPERTY = "opper.tracing.otlp.endpoint";

    private static final String LIBRARY = "io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter";

    private OtlpEndpoint() {
    }

    /** Loads what needs the library only after it has looked for it. */
    static SpanBatchExporter exporter(OpperTracingProperties properties, Environment environment) {
        if (!ClassUtils.isPresent(LIBRARY, Thread.currentThread().getContextClassLoader())) {
            throw new InvalidOpperPropertyException(PROPERTY, "OpenTelemetry's exporter is not on the class path.",
                    "Add the dependency io.opentelemetry:opentelemetry-exporter-otlp, whose version Spring Boot"
                            + " manages, or remove the property.",
                    null);
        }
        return Maker.make(properties, environment);
    }

    /** Knows the exporter. */
    private static final class Maker {

        static SpanBatchExporter make(OpperTracingProperties properties, Environment environment) {
            return new OtlpSpanExporter(new TracingSettings(properties).otlp(environment));
        }

    }

    /** Matches when there is an endpoint. */
    static final class Present extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            ConditionMessage.Builder message = ConditionMessage.forCondition("OTLP endpoint");
            return StringUtils.hasLength(context.getEnvironment().getProperty(PROPERTY))
                    ? ConditionOutcome.match(message.because("an endpoint is configured"))
                    : ConditionOutcome.noMatch(message.because(PROPERTY + " is not set"));
        }

    }

}
