// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.meter;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import ai.opper.tracing.autoconfigure.OpperTracingAutoConfiguration;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.export.SpanShippers;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;

/** Counts with Micrometer how tracing is doing, where there is a meter registry. */
@AutoConfiguration(after = OpperTracingAutoConfiguration.class,
        afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, Ledger.class, Problems.class })
public final class OpperTracingMetersAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    OpperTracingMeters opperTracingMeters(Ledger ledger, Problems problems, ObjectProvider<SpanShipper> shipper,
            ObjectProvider<SpanBuffer> buffer, ObjectProvider<SpanRecording> recording) {
        return new OpperTracingMeters(new MeteredParts(ledger, problems, shipper.getIfAvailable(),
                buffer.getIfAvailable(), recording.getIfAvailable()));
    }

    @Bean
    @ConditionalOnBean({ SpanShippers.class, SpanBatchExporter.class })
    @ConditionalOnMissingBean
    ExporterMeters opperExporterMeters(SpanShippers shippers, Ledger ledger) {
        return new ExporterMeters(shippers, ledger);
    }

}
