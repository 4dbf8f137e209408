// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.TraceAttributes;

/**
 * How spans are recorded.
 *
 * @param samplingProbability which share of new traces is recorded, 0 to 1
 * @param input whether inputs are recorded at all
 * @param output whether outputs are recorded at all
 * @param attributes what every span carries
 * @param openSpans how long, and how many, spans may be open
 * @param followTracer whether the decision of another tracer, where there is one, takes
 * the place of the probability
 * @param privacy how much of what the application handles may be recorded; with
 * {@link Privacy#STRICT} neither input nor output are
 */
public record RecordingSettings(double samplingProbability, boolean input, boolean output, TraceAttributes attributes,
        OpenSpanLimits openSpans, boolean followTracer, Privacy privacy) {

    /** Everything is recorded. */
    public static final RecordingSettings DEFAULT = new RecordingSettings(1.0, true, true, TraceAttributes.none());

    public RecordingSettings {
        if (!(samplingProbability >= 0 && samplingProbability <= 1)) {
            throw new IllegalArgumentException(
                    "The sampling probability is " + samplingProbability + "; it must be between 0 and 1.");
        }
        input = input && privacy != Privacy.STRICT;
        output = output && privacy != Privacy.STRICT;
    }

    public RecordingSettings(double samplingProbability, boolean input, boolean output, TraceAttributes attributes,
            OpenSpanLimits openSpans, boolean followTracer) {
        this(samplingProbability, input, output, attributes, openSpans, followTracer, Privacy.STANDARD);
    }

    public RecordingSettings(double samplingProbability, boolean input, boolean output, TraceAttributes attributes) {
        this(samplingProbability, input, output, attributes, OpenSpanLimits.DEFAULT, false);
    }

    /**
     * The same, with no trace recorded: for an application whose spans have nowhere to
     * go.
     * @return changed settings
     */
    public RecordingSettings recordingNothing() {
        return new RecordingSettings(0, this.input, this.output, this.attributes, this.openSpans, false, this.privacy);
    }

    /**
     * Describes what every span of a service carries.
     * @param serviceName the service's name, if it has one
     * @param tags tags of every span
     * @param metadata metadata of every span
     * @return the attributes
     */
    public static TraceAttributes attributes(@Nullable String serviceName, Map<String, ?> tags,
            Map<String, ?> metadata) {
        TraceAttributes attributes = TraceAttributes.none();
        if (serviceName != null && !serviceName.isBlank()) {
            attributes = attributes.withMetadata("service_name", serviceName);
        }
        for (Map.Entry<String, ?> tag : tags.entrySet()) {
            attributes = attributes.withTag(tag.getKey(), tag.getValue());
        }
        for (Map.Entry<String, ?> entry : metadata.entrySet()) {
            attributes = attributes.withMetadata(entry.getKey(), entry.getValue());
        }
        return attributes;
    }

}
