// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How an endpoint is reached and what it is told.
 *
 * @param endpoint address of the endpoint; without a path, {@code /v1/traces} is added
 * @param headers headers of each request, such as one with a key
 * @param timeout how long a request may take
 * @param connectTimeout how long connecting may take
 * @param compression how requests are compressed
 * @param resource attributes of what the spans come from, such as {@code service.name}
 * @param genAi whether the attributes of OpenTelemetry's conventions for generative AI
 * are written beside those of OpenInference
 * @param hidden what is hidden
 * @param maxImageLength how many characters an image in a message may have when it is
 * part of its address; a longer one is hidden
 */
public record OtlpExporterSettings(URI endpoint, Map<String, String> headers, Duration timeout, Duration connectTimeout,
        OtlpCompression compression, Map<String, String> resource, boolean genAi, Set<HideSwitch> hidden,
        int maxImageLength) {

    /** What OpenInference says when nobody else does. */
    public static final int MAX_IMAGE_LENGTH = 32_000;

    private static final String TRACES = "/v1/traces";

    public OtlpExporterSettings {
        endpoint = complete(endpoint);
        headers = Map.copyOf(headers);
        resource = Map.copyOf(resource);
        hidden = Set.copyOf(hidden);
        headers.forEach(OtlpExporterSettings::checkHeader);
        check("timeout", timeout);
        check("connect timeout", connectTimeout);
    }

    /**
     * What holds when nobody says otherwise.
     * @param endpoint address of the endpoint; without a path, {@code /v1/traces} is
     * added
     * @return settings without headers, with everything shown
     */
    public static OtlpExporterSettings of(URI endpoint) {
        return new OtlpExporterSettings(endpoint, Map.of(), Duration.ofSeconds(10), Duration.ofSeconds(5),
                OtlpCompression.NONE, Map.of(), false, Set.of(), MAX_IMAGE_LENGTH);
    }

    /**
     * The same with headers.
     * @param headers headers of each request, in the place of those that are there
     * @return changed settings
     */
    public OtlpExporterSettings withHeaders(Map<String, String> headers) {
        return new OtlpExporterSettings(this.endpoint, headers, this.timeout, this.connectTimeout, this.compression,
                this.resource, this.genAi, this.hidden, this.maxImageLength);
    }

    private static URI complete(URI endpoint) {
        String scheme = endpoint.getScheme();
        boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!http || endpoint.getHost() == null || endpoint.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The endpoint is no address that begins with http:// or https:// and a host.");
        }
        String path = endpoint.getRawPath();
        return (path == null || path.isEmpty() || path.equals("/")) ? endpoint.resolve(TRACES) : endpoint;
    }

    private static void checkHeader(String name, String value) {
        boolean valid = name.chars().allMatch((letter) -> letter > ' ' && letter < 0x7F && letter != ':')
                && !name.isEmpty()
                && value.chars().allMatch((letter) -> letter == '\t' || (letter >= ' ' && letter < 0x7F));
        if (!valid) {
            throw new IllegalArgumentException("The header '" + name.replaceAll("[^!-~]", "?")
                    + "' or its value has characters that HTTP does not allow.");
        }
    }

    private static void check(String name, Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException("The " + name + " is " + duration + "; it must be at least 1ms.");
        }
    }

    /** Leaves headers out: this may end up in a log. */
    @Override
    public String toString() {
        return "OtlpExporterSettings[" + address() + ']';
    }

    /** The address without a query, which may hold a key. */
    String address() {
        return this.endpoint.getScheme() + "://" + this.endpoint.getRawAuthority() + this.endpoint.getRawPath();
    }

}
