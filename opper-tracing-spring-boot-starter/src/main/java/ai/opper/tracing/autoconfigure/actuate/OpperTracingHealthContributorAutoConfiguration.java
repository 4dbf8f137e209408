// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

import ai.opper.tracing.autoconfigure.Destination;
import ai.opper.tracing.autoconfigure.OpperExportAutoConfiguration;
import ai.opper.tracing.export.SpanShippers;
import ai.opper.tracing.span.Ledger;

/** Tells in the application's health whether spans get to where they are to go. */
@AutoConfiguration(after = OpperExportAutoConfiguration.class,
        beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("oppertracing")
@ConditionalOnBean({ SpanShippers.class, Ledger.class })
public final class OpperTracingHealthContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = { "opperTracingHealthIndicator", "opperTracingHealthContributor" })
    HealthContributor opperTracingHealthContributor(SpanShippers shippers, Ledger ledger,
            ObjectProvider<Destination> destination) {
        Destination known = destination.getIfAvailable();
        return new OpperTracingHealthIndicator(shippers, ledger, (known != null) ? known.toString() : null);
    }

}
