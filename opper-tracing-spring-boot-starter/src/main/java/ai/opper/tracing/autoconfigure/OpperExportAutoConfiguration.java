// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;

/**
 * Ships spans to Opper, or to Local Opper when there is no key, and to whatever takes
 * batches of them.
 */
@AutoConfiguration(after = LocalOpperAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "opper.tracing.enabled", matchIfMissing = true)
@EnableConfigurationProperties(OpperTracingProperties.class)
@Import({ ExportConfigurations.Connection.class, ExportConfigurations.Exporter.class,
        ExportConfigurations.Pipeline.class, ExportConfigurations.Otlp.class, ExportConfigurations.Shippers.class,
        ExportConfigurations.LogTraces.class, ExportConfigurations.Entrance.class })
public final class OpperExportAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Ledger opperLedger() {
        return new Ledger();
    }

    @Bean(destroyMethod = "conclude")
    @ConditionalOnMissingBean
    Problems opperProblems(Ledger ledger) {
        return new Problems(ledger);
    }

}
