// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.chaos;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.autoconfigure.OpperExportAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperTracingAutoConfiguration;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.span.Ledger;

/** An application with the starter, and the parts of it that are looked at. */
final class Application implements AutoCloseable {

    static final String KEY = "op-chaos";

    static final int MAX_BUFFER_BYTES = 3 * 1024 * 1024;

    private final ConfigurableApplicationContext context;

    /** With a spool, if a directory for it is named. */
    Application(URI url, ChaosSettings settings, @Nullable Path spool) {
        this.context = new SpringApplicationBuilder(Configuration.class).web(WebApplicationType.NONE)
            .properties(properties(url, settings, spool))
            .run();
    }

    private static Map<String, Object> properties(URI url, ChaosSettings settings, @Nullable Path spool) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.main.banner-mode", "off");
        properties.put("logging.level.root", "error");
        properties.put("opper.tracing.api-key", KEY);
        properties.put("opper.tracing.base-url", url.toString());
        properties.put("opper.tracing.api-version", settings.apiVersion().name());
        properties.put("opper.tracing.export.max-buffer-size", MAX_BUFFER_BYTES + "B");
        properties.put("opper.tracing.export.hold", "200ms");
        properties.put("opper.tracing.export.flush-interval", "50ms");
        properties.put("opper.tracing.export.connect-timeout", "1s");
        properties.put("opper.tracing.export.response-timeout", "1s");
        properties.put("opper.tracing.export.shutdown-timeout", "2s");
        if (spool != null) {
            properties.put("opper.tracing.spool.directory", spool.toString());
        }
        return properties;
    }

    OpperTracer tracer() {
        return this.context.getBean(OpperTracer.class);
    }

    Branches branches() {
        return this.context.getBean(Branches.class);
    }

    Ledger ledger() {
        return this.context.getBean(Ledger.class);
    }

    SpanShipper shipper() {
        return this.context.getBean(SpanShipper.class);
    }

    SpanBuffer buffer() {
        return this.context.getBean(SpanBuffer.class);
    }

    void stop() {
        this.context.stop();
    }

    void start() {
        this.context.start();
    }

    @Override
    public void close() {
        this.context.close();
    }

    /** What the application consists of. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ ObservationAutoConfiguration.class, OpperExportAutoConfiguration.class,
            OpperTracingAutoConfiguration.class })
    static class Configuration {

        @Bean
        Branches branches() {
            return new Branches();
        }

    }

}
