// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JsonGenerator;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanRecord;

/**
 * What version 3 is sent. Input, output and error are texts. What it has no field for is
 * in {@code meta}, which is always sent whole.
 */
final class V3Bodies {

    private V3Bodies() {
    }

    /** A new span, which gets its parent when that is known. */
    static byte[] create(SpanRecord span) {
        return BodyJson.body((out) -> {
            BodyJson.write(out, "name", span.name());
            BodyJson.write(out, "trace_id", span.traceId());
            BodyJson.write(out, "type", span.type());
            BodyJson.write(out, "start_time", span.startTime());
            BodyJson.writeText(out, "input", span.input());
            writeChangeable(out, span, false);
        });
    }

    /**
     * Adds the parent.
     * @param create the body of a new span
     * @param parentId Opper's id of the parent
     * @return the body with the parent
     */
    static byte[] withParent(byte[] create, String parentId) {
        byte[] parent = ("{\"parent_id\":\"" + parentId + "\",").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[parent.length + create.length - 1];
        System.arraycopy(parent, 0, all, 0, parent.length);
        System.arraycopy(create, 1, all, parent.length, create.length - 1);
        return all;
    }

    /**
     * What a span that was stored while it ran has become.
     * @param span the whole span
     * @param late whether its name, type or input is not what was stored
     * @return the body of the change
     */
    static byte[] complete(SpanRecord span, boolean late) {
        return BodyJson.body((out) -> writeChangeable(out, span, late));
    }

    static byte[] metric(MetricRecord metric) {
        return BodyJson.body((out) -> BodyJson.writeMetric(out, metric));
    }

    static byte[] event(MetricRecord metric) {
        return BodyJson.body((out) -> {
            BodyJson.write(out, "kind", "evaluation");
            BodyJson.write(out, "source", "sdk");
            out.writeObjectPropertyStart("data");
            BodyJson.writeMetric(out, metric);
            out.writeEndObject();
        });
    }

    private static void writeChangeable(JsonGenerator out, SpanRecord span, boolean late) {
        BodyJson.write(out, "end_time", span.endTime());
        BodyJson.writeText(out, "output", span.output());
        BodyJson.write(out, "error", span.error());
        BodyJson.writeTags(out, span.tags());
        out.writeObjectPropertyStart("meta");
        writeMeta(out, span);
        if (late) {
            writeLate(out, span);
        }
        out.writeEndObject();
    }

    private static void writeMeta(JsonGenerator out, SpanRecord span) {
        BodyJson.write(out, Meta.CLIENT_SPAN_ID, span.id());
        for (Map.Entry<String, Payload> entry : span.meta().entrySet()) {
            BodyJson.writePayload(out, Meta.keyForV3(entry.getKey()), entry.getValue());
        }
        BodyJson.writeContext(out, span);
        Integer score = span.score();
        if (score != null) {
            out.writeNumberProperty(Meta.SCORE, score);
        }
        writeMetrics(out, span.metrics());
    }

    private static void writeMetrics(JsonGenerator out, List<MetricRecord> metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        out.writeArrayPropertyStart(Meta.METRICS);
        for (MetricRecord metric : metrics) {
            out.writeStartObject();
            BodyJson.writeMetric(out, metric);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeLate(JsonGenerator out, SpanRecord span) {
        out.writeObjectPropertyStart(Meta.LATE);
        BodyJson.write(out, "name", span.name());
        BodyJson.write(out, "type", span.type());
        BodyJson.writePayload(out, "input", span.input());
        out.writeEndObject();
    }

}
