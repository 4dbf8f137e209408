// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.Objects;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;

import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.export.SpanExporter;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.export.SpanShippers;
import ai.opper.tracing.export.log.TraceLog;
import ai.opper.tracing.export.opper.OpperSpanExporter;
import ai.opper.tracing.export.opper.SpanIds;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanSink;
import ai.opper.tracing.spool.FileSpools;
import ai.opper.tracing.spool.SpoolSettings;

/** The steps of exporting, in the order in which each needs the one before. */
final class ExportConfigurations {

    private ExportConfigurations() {
    }

    /** Where the API is. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(OpperConnectionDetails.class)
    @Conditional(OpperApiKey.Present.class)
    static class Connection {

        /**
         * There may be no key when the application was processed ahead of time: what
         * conditions would have said about it is asked here.
         */
        @Bean
        OpperConnectionDetails opperConnectionDetails(OpperTracingProperties properties, Environment environment,
                ObjectProvider<RunningLocalOpper> local) {
            if (!properties.enabled()) {
                return () -> null;
            }
            if (OpperApiKey.find(environment) != null) {
                return PropertiesOpperConnectionDetails.of(properties.baseUrl(), environment);
            }
            RunningLocalOpper running = local.getIfAvailable();
            if (running != null && running.isWanted()) {
                return new LocalOpperConnectionDetails(running);
            }
            NoopTracingAutoConfiguration.warn();
            return () -> null;
        }

    }

    /** How it is spoken to. Each start of the application gets an exporter of its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(OpperConnectionDetails.class)
    @ConditionalOnBooleanProperty(name = "opper.tracing.export.enabled", matchIfMissing = true)
    @ConditionalOnMissingBean({ SpanExporter.class, SpanSink.class })
    static class Exporter {

        @Bean
        Destination opperDestination(OpperTracingProperties properties, OpperConnectionDetails connection) {
            return Destination.of(connection, new TracingSettings(properties));
        }

        /** Lives longer than an exporter, so that a restart forgets no id. */
        @Bean
        @ConditionalOnMissingBean
        SpanIds opperSpanIds() {
            return SpanIds.recent();
        }

        @Bean(destroyMethod = "")
        @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
        SpanExporter opperSpanExporter(Destination destination, SpanIds ids) {
            return new OpperSpanExporter(Objects.requireNonNull(destination.settings()), ids);
        }

    }

    /**
     * From finished spans to the exporter, unless the user takes finished spans himself.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(SpanExporter.class)
    @ConditionalOnMissingBean(SpanSink.class)
    static class Pipeline {

        @Bean
        SpanBuffer opperSpanBuffer(OpperTracingProperties properties, Ledger ledger, Problems problems) {
            return new SpanBuffer(new TracingSettings(properties).maxBufferSize(), ledger, problems);
        }

        /**
         * Stopped also when the context fails to start, so that its lifecycle never runs.
         * No bean can be made by then, so what exporters need is made with the shipper.
         */
        @Bean(destroyMethod = "stop")
        SpanShipper opperSpanShipper(SpanBuffer buffer, ListableBeanFactory beans, OpperTracingProperties properties,
                Ledger ledger, Problems problems, ObjectProvider<Destination> destination,
                ObjectProvider<SpanIds> ids) {
            destination.ifAvailable((made) -> ids.getIfAvailable());
            TracingSettings settings = new TracingSettings(properties);
            SpoolSettings spool = settings.spool();
            return new SpanShipper(buffer, new ExporterSource(beans),
                    (spool != null) ? new FileSpools(spool, ledger, problems) : null, settings.shipping(), ledger,
                    problems);
        }

    }

    /** OpenTelemetry's protocol, beside the API of Opper or instead of it. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OtlpEndpoint.Present.class)
    @ConditionalOnMissingBean(value = SpanSink.class, ignored = SpanBuffer.class)
    static class Otlp {

        /** The shipper closes it. */
        @Bean(destroyMethod = "")
        SpanBatchExporter opperOtlpSpanExporter(OpperTracingProperties properties, Environment environment) {
            return OtlpEndpoint.exporter(properties, environment);
        }

    }

    /** All ways out together. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(AnyExporter.class)
    @ConditionalOnMissingBean(value = SpanSink.class, ignored = SpanBuffer.class)
    static class Shippers {

        /** Stopped also when the context fails to start. */
        @Bean(destroyMethod = "stop")
        SpanShippers opperSpanShippers(ObjectProvider<SpanShipper> shipper, ObjectProvider<SpanBuffer> buffer,
                ObjectProvider<Destination> destination, ObjectProvider<SpanBatchExporter> exporters,
                OpperTracingProperties properties, Ledger ledger, Problems problems) {
            boolean exists = destination.stream().allMatch(Destination::exists);
            SpanShipper ordered = exists ? shipper.getIfAvailable() : null;
            BatchShippers batches = new BatchShippers(new TracingSettings(properties).batches(), ledger, problems);
            return new SpanShippers(ordered, (ordered != null) ? buffer.getIfAvailable() : null,
                    batches.make(exporters.orderedStream().toList(), ordered == null), problems);
        }

        @Bean
        SpanShipperLifecycle opperSpanShipperLifecycle(SpanShippers shippers, ObjectProvider<Destination> destination,
                OpperTracingProperties properties) {
            return new SpanShipperLifecycle(shippers, destination.getIfAvailable(), properties.spool().directory());
        }

    }

    /** Matches when there is at least one way out. */
    static final class AnyExporter extends AnyNestedCondition {

        AnyExporter() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(SpanShipper.class)
        static final class Ordered {

        }

        @ConditionalOnBean(SpanBatchExporter.class)
        static final class Batches {

        }

    }

    /** Finished traces in the log. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("opper.tracing.log-traces")
    @ConditionalOnMissingBean(value = SpanSink.class, ignored = SpanBuffer.class)
    static class LogTraces {

        @Bean
        @Primary
        TraceLog opperTraceLog(ObjectProvider<SpanShippers> next, Ledger ledger) {
            SpanShippers shippers = next.getIfAvailable();
            return new TraceLog((shippers != null) ? shippers.sink() : null, ledger);
        }

    }

    /** The way in when the buffer of the ordered shipper is not the only one. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean({ SpanShippers.class, SpanBatchExporter.class })
    @ConditionalOnMissingBean(value = SpanSink.class, ignored = SpanBuffer.class)
    static class Entrance {

        @Bean
        @Primary
        SpanSink opperSpanSink(SpanShippers shippers) {
            return Objects.requireNonNull(shippers.sink());
        }

    }

}
