// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.privacy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * What Micrometer Tracing hears of us: names and attributes of observations that we make,
 * and attributes that we add to those of others. Exceptions it has from the application.
 */
final class OtherTracer implements SpanProcessor, Door {

    private static final AttributeKey<String> OURS = AttributeKey.stringKey("opper.span.type");

    private final List<String> spans = new CopyOnWriteArrayList<>();

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        // It has no attributes yet.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        Attributes attributes = span.toSpanData().getAttributes();
        if (attributes.get(OURS) != null) {
            this.spans.add(span.getName() + attributes);
            return;
        }
        attributes.forEach((key, value) -> {
            if (key.getKey().startsWith("opper.")) {
                this.spans.add(key.getKey() + '=' + value);
            }
        });
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public String name() {
        return "other tracer";
    }

    @Override
    public String seen() {
        return String.join("\n", this.spans);
    }

}
