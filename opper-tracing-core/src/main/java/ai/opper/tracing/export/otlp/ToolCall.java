// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.SpanRecord;

/**
 * A tool that was called.
 *
 * @param name what it is called
 * @param id the id of the call, if a model asked for it
 * @param description what it does
 */
record ToolCall(String name, @Nullable String id, @Nullable String description) {

    static ToolCall take(SpanRecord span, Metadata meta) {
        return new ToolCall(span.name(), meta.takeText("tool_call_id"), meta.takeText("description"));
    }

    void write(AttributesBuilder attributes) {
        attributes.put("tool.name", this.name);
        SpanAttributes.put(attributes, "tool.id", this.id);
        SpanAttributes.put(attributes, "tool.description", this.description);
    }

}
