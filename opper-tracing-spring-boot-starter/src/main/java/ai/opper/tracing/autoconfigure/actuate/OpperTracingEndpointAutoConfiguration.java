// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import ai.opper.tracing.autoconfigure.Destination;
import ai.opper.tracing.autoconfigure.OpperExportAutoConfiguration;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.SpanShippers;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;

/**
 * Shows in Actuator how tracing is doing, when tracing is on and the endpoint exposed.
 */
@AutoConfiguration(after = OpperExportAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(OpperTracingEndpoint.class)
@ConditionalOnBean({ Ledger.class, Problems.class })
public final class OpperTracingEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    OpperTracingEndpoint opperTracingEndpoint(Ledger ledger, Problems problems, ObjectProvider<SpanShippers> shippers,
            ObjectProvider<SpanBuffer> buffer, ObjectProvider<Destination> destination) {
        return new OpperTracingEndpoint(TracingParts.of(ledger, problems, shippers, buffer, destination));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(OpperTracingEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    OpperTracingEndpointWebExtension opperTracingEndpointWebExtension(OpperTracingEndpoint endpoint) {
        return new OpperTracingEndpointWebExtension(endpoint);
    }

}
