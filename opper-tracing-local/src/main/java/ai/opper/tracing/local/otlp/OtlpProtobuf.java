// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.otlp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import ai.opper.tracing.local.otlp.OtlpSpan.Event;
import ai.opper.tracing.local.otlp.OtlpSpan.Status;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes OTLP's Protobuf messages, with OpenTelemetry's own classes. */
final class OtlpProtobuf {

    private OtlpProtobuf() {
    }

    static List<OtlpSpan> read(byte[] request) throws InvalidProtocolBufferException {
        List<OtlpSpan> spans = new ArrayList<>();
        for (ResourceSpans resourceSpans : ExportTraceServiceRequest.parseFrom(request).getResourceSpansList()) {
            ObjectNode resource = attributes(resourceSpans.getResource().getAttributesList());
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                String scope = scopeSpans.getScope().getName();
                scopeSpans.getSpansList().forEach((span) -> spans.add(span(span, resource, scope)));
            }
        }
        return spans;
    }

    static byte[] answer(long rejected, String message) {
        ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
        if (rejected > 0) {
            response.setPartialSuccess(
                    ExportTracePartialSuccess.newBuilder().setRejectedSpans(rejected).setErrorMessage(message));
        }
        return response.build().toByteArray();
    }

    private static OtlpSpan span(Span span, ObjectNode resource, String scope) {
        List<Event> events = span.getEventsList()
            .stream()
            .map((event) -> new Event(event.getName(), event.getTimeUnixNano(), attributes(event.getAttributesList())))
            .toList();
        return new OtlpSpan(id(span.getTraceId()), id(span.getSpanId()), id(span.getParentSpanId()), span.getName(),
                span.getKindValue(), span.getStartTimeUnixNano(), span.getEndTimeUnixNano(),
                attributes(span.getAttributesList()), events,
                new Status(span.getStatus().getCodeValue(), span.getStatus().getMessage()), resource, scope);
    }

    private static String id(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static ObjectNode attributes(List<KeyValue> list) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        list.forEach((attribute) -> attributes.set(attribute.getKey(), value(attribute.getValue())));
        return attributes;
    }

    // Protobuf's own parser refuses messages that are nested deeper than 100 levels.
    private static JsonNode value(AnyValue value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value.getValueCase()) {
            case STRING_VALUE -> nodes.stringNode(value.getStringValue());
            case BOOL_VALUE -> nodes.booleanNode(value.getBoolValue());
            case INT_VALUE -> nodes.numberNode(value.getIntValue());
            case DOUBLE_VALUE -> Double.isFinite(value.getDoubleValue()) ? nodes.numberNode(value.getDoubleValue())
                    : nodes.stringNode(String.valueOf(value.getDoubleValue()));
            case BYTES_VALUE ->
                nodes.stringNode(Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
            case ARRAY_VALUE -> {
                ArrayNode array = nodes.arrayNode();
                value.getArrayValue().getValuesList().forEach((item) -> array.add(value(item)));
                yield array;
            }
            case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
            default -> nodes.nullNode();
        };
    }

}
