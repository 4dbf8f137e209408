// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import ai.opper.tracing.Redactor;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.export.BatchSettings;
import ai.opper.tracing.export.ShippingSettings;
import ai.opper.tracing.export.opper.OpperExporterSettings;
import ai.opper.tracing.export.otlp.HideSwitch;
import ai.opper.tracing.export.otlp.OtlpExporterSettings;
import ai.opper.tracing.observation.GatewaySettings;
import ai.opper.tracing.observation.OpenSpanLimits;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.spool.SpoolSettings;

/**
 * Turns properties into the settings of the core, and names the property that is wrong.
 */
record TracingSettings(OpperTracingProperties properties) {

    private static final String PREFIX = "opper.tracing.";

    private static final String IMAGE_LENGTH = "OPENINFERENCE_BASE64_IMAGE_MAX_LENGTH";

    CaptureLimits captureLimits() {
        OpperTracingProperties.Capture capture = this.properties.capture();
        int maxBytes = bytes("capture.max-bytes", capture.maxBytes());
        check("capture.max-bytes", maxBytes >= CaptureLimits.MIN_BYTES, maxBytes + " bytes is too small.",
                "Set it to at least " + CaptureLimits.MIN_BYTES + "B.");
        return checked("capture.max-depth", "Set it to a number between 1 and 32.",
                () -> new CaptureLimits(maxBytes, capture.maxDepth()));
    }

    Redaction redaction(@Nullable Redactor redactor) {
        OpperTracingProperties.Redaction redaction = this.properties.redaction();
        List<String> keys = (redaction.keys() != null) ? redaction.keys() : Redaction.DEFAULT_KEYS;
        return new Redaction(keys, redaction.patterns().stream().map(this::pattern).toList(), redactor);
    }

    private Pattern pattern(String source) {
        try {
            return Pattern.compile(source);
        }
        catch (PatternSyntaxException ex) {
            throw new InvalidOpperPropertyException(PREFIX + "redaction.patterns",
                    "'" + source + "' is not a regular expression: " + ex.getDescription() + ".",
                    "Correct the expression, or remove it from the list.", ex);
        }
    }

    RecordingSettings recording(Environment environment) {
        String service = serviceName(environment);
        OpenSpanLimits openSpans = checked("max-span-age", "Set it to a duration such as 1h.",
                () -> OpenSpanLimits.withMaxAge(this.properties.maxSpanAge()));
        return checked("sampling.probability", "Set it to a number between 0 and 1.",
                () -> new RecordingSettings(this.properties.sampling().probability(), this.properties.capture().input(),
                        this.properties.capture().output(),
                        RecordingSettings.attributes(service, this.properties.tags(), this.properties.metadata()),
                        openSpans, this.properties.sampling().followTracer(), this.properties.privacy()));
    }

    ShippingSettings shipping() {
        OpperTracingProperties.Export export = this.properties.export();
        return checked("export.max-concurrency", "Set it to a number of at least 1.",
                () -> new ShippingSettings(export.maxConcurrency(), export.flushInterval(), export.hold(),
                        export.shutdownTimeout()));
    }

    GatewaySettings gateway(@Nullable URI address) {
        OpperTracingProperties.Gateway gateway = this.properties.gateway();
        return checked("gateway.open-timeout", "Set it to a duration such as 250ms.",
                () -> new GatewaySettings(address, gateway.openTimeout(), gateway.recordTwice(), gateway.sendTags()));
    }

    /** How exporters send that take batches. */
    BatchSettings batches() {
        OpperTracingProperties.Otlp otlp = this.properties.otlp();
        check("otlp.max-buffer-size", otlp.maxBufferSize().toBytes() > 0,
                "There is no room in " + otlp.maxBufferSize() + '.', "Set it to a size such as 16MB.");
        check("otlp.max-batch-size", otlp.maxBatchSize() > 0, "There is no batch of " + otlp.maxBatchSize() + " spans.",
                "Set it to a number of at least 1.");
        return new BatchSettings(otlp.maxBufferSize().toBytes(), otlp.maxBatchSize(), otlp.flushInterval(),
                otlp.timeout().plusSeconds(1), this.properties.export().shutdownTimeout());
    }

    OtlpExporterSettings otlp(Environment environment) {
        OpperTracingProperties.Otlp otlp = this.properties.otlp();
        URI endpoint = checked("otlp.endpoint", "Set it to an address such as http://localhost:4318.",
                () -> OtlpExporterSettings.of(URI.create(String.valueOf(otlp.endpoint()).strip())).endpoint());
        checked("otlp.headers", "Correct the name or the value of the header.",
                () -> OtlpExporterSettings.of(endpoint).withHeaders(otlp.headers()));
        Set<HideSwitch> hidden = hidden(environment);
        int maxImageLength = imageLength(environment);
        return checked("otlp.timeout", "Set timeout and connect-timeout to durations such as 10s.",
                () -> new OtlpExporterSettings(endpoint, otlp.headers(), otlp.timeout(), otlp.connectTimeout(),
                        otlp.compression(), resource(otlp, environment), otlp.genAi(), hidden, maxImageLength));
    }

    private static Set<HideSwitch> hidden(Environment environment) {
        try {
            return HideSwitch.read(environment::getProperty);
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidOpperPropertyException("OPENINFERENCE_HIDE_*", String.valueOf(ex.getMessage()),
                    "Set it to true or false, or remove it.", ex);
        }
    }

    private static int imageLength(Environment environment) {
        String length = environment.getProperty(IMAGE_LENGTH);
        try {
            return StringUtils.hasText(length) ? Integer.parseInt(length.strip())
                    : OtlpExporterSettings.MAX_IMAGE_LENGTH;
        }
        catch (NumberFormatException ex) {
            throw new InvalidOpperPropertyException(IMAGE_LENGTH, "'" + length + "' is no number.",
                    "Set it to a number of characters such as 32000.", ex);
        }
    }

    private Map<String, String> resource(OpperTracingProperties.Otlp otlp, Environment environment) {
        Map<String, String> resource = new LinkedHashMap<>();
        String service = serviceName(environment);
        if (StringUtils.hasText(service)) {
            resource.put("service.name", service);
        }
        resource.putAll(otlp.resourceAttributes());
        return resource;
    }

    private @Nullable String serviceName(Environment environment) {
        return (this.properties.serviceName() != null) ? this.properties.serviceName()
                : environment.getProperty("spring.application.name");
    }

    long maxBufferSize() {
        DataSize size = this.properties.export().maxBufferSize();
        check("export.max-buffer-size", size.toBytes() > 0, "There is no room in " + size + '.',
                "Set it to a size such as 16MB.");
        return size.toBytes();
    }

    /** Where spans are kept that must outlive the process; {@code null} for nowhere. */
    @Nullable SpoolSettings spool() {
        OpperTracingProperties.Spool spool = this.properties.spool();
        String directory = spool.directory();
        if (!StringUtils.hasText(directory)) {
            return null;
        }
        check("spool.max-age", spool.maxAge().toMillis() > 0, spool.maxAge() + " is no time to keep anything.",
                "Set it to a duration such as 24h.");
        SpoolSettings settings = checked("spool.max-size", "Set it to a size such as 256MB.",
                () -> new SpoolSettings(path(directory), spool.maxSize().toBytes(), spool.maxAge()));
        try {
            settings.checkDirectory();
        }
        catch (IOException ex) {
            throw new InvalidOpperPropertyException(PREFIX + "spool.directory",
                    "Files cannot be written into '" + directory + "' (" + ex.getClass().getSimpleName() + ").",
                    "Name a directory that the application may make and write to, or remove the property to keep"
                            + " spans in memory only.",
                    ex);
        }
        return settings;
    }

    private static Path path(String directory) {
        try {
            return Path.of(directory);
        }
        catch (InvalidPathException ex) {
            throw new InvalidOpperPropertyException(PREFIX + "spool.directory",
                    "'" + directory + "' is no path: " + ex.getReason() + ".", "Set it to the path of a directory.",
                    ex);
        }
    }

    OpperExporterSettings exporter(URI baseUrl, @Nullable String apiKey) {
        OpperTracingProperties.Export export = this.properties.export();
        int connections = shipping().maxConcurrency();
        return checked("export", "Correct connect-timeout or response-timeout; they look like 5s.",
                () -> new OpperExporterSettings(baseUrl, apiKey, export.connectTimeout(), export.responseTimeout(),
                        connections, this.properties.apiVersion()));
    }

    /** Checks an address and a key alone, so that the right property is named. */
    static void checkConnection(URI baseUrl, String apiKey) {
        checked("base-url", "Set it to an address such as https://api.opper.ai.", () -> connection(baseUrl, null));
        checked("api-key", "Set it to an API key of your Opper account.", () -> connection(baseUrl, apiKey));
    }

    private static OpperExporterSettings connection(URI baseUrl, @Nullable String apiKey) {
        return new OpperExporterSettings(baseUrl, apiKey, Duration.ofSeconds(1), Duration.ofSeconds(1), 1);
    }

    private static int bytes(String property, DataSize size) {
        check(property, size.toBytes() <= Integer.MAX_VALUE, size + " is too large.", "Set it to at most 2047MB.");
        return (int) size.toBytes();
    }

    private static void check(String property, boolean valid, String problem, String action) {
        if (!valid) {
            throw new InvalidOpperPropertyException(PREFIX + property, problem, action, null);
        }
    }

    private static <T> T checked(String property, String action, Supplier<T> settings) {
        try {
            return settings.get();
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidOpperPropertyException(PREFIX + property, String.valueOf(ex.getMessage()), action, ex);
        }
    }

}
