// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.List;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problems;

/**
 * Renders with Jackson: what a class tells Jackson about its properties holds here too.
 */
public final class JsonPayloadCapture implements PayloadCapture {

    private static final int MAX_TEXT_LENGTH = 2_000;

    private final ObjectWriter writer;

    private final ValueGuard guard;

    private final Redaction redaction;

    private final int maxBytes;

    public JsonPayloadCapture(CaptureLimits limits, Redaction redaction, Problems problems) {
        this.maxBytes = limits.maxBytes();
        this.redaction = redaction;
        this.guard = new ValueGuard(limits.maxDepth(), problems);
        this.writer = JsonMapper.builder()
            .findAndAddModules()
            .addModule(new CaptureModule(this.guard))
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS, SerializationFeature.FAIL_ON_SELF_REFERENCES,
                    SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build()
            .writer();
    }

    @Override
    public Payload value(@Nullable Object value) {
        return render((generator) -> write(generator, value), value);
    }

    @Override
    public Payload named(String name, @Nullable Object value) {
        return value(this.redaction.hides(name) ? Redaction.PLACEHOLDER : value);
    }

    @Override
    public Payload arguments(List<Parameter> parameters, @Nullable Object[] arguments) {
        return render((generator) -> writeArguments(generator, parameters, arguments), arguments);
    }

    @Override
    public ElementCapture elements() {
        return new ElementCapture(this, this.maxBytes);
    }

    @Override
    public String text(String text) {
        String masked = this.redaction.mask(text);
        return (masked.length() <= MAX_TEXT_LENGTH) ? masked : masked.substring(0, MAX_TEXT_LENGTH) + "…[truncated, "
                + (masked.length() - MAX_TEXT_LENGTH) + " characters left out]";
    }

    private void writeArguments(JsonGenerator generator, List<Parameter> parameters, @Nullable Object[] arguments) {
        generator.writeStartObject();
        for (int index = 0; index < arguments.length; index++) {
            Parameter parameter = parameters.get(index);
            generator.writeName(parameter.name());
            write(generator, parameter.hidden() ? Redaction.PLACEHOLDER : arguments[index]);
        }
        generator.writeEndObject();
    }

    private void write(JsonGenerator generator, @Nullable Object value) {
        if (value == null) {
            generator.writeNull();
            return;
        }
        var start = generator.streamWriteContext();
        int entries = start.getEntryCount();
        try {
            this.writer.writeValue(generator, value);
        }
        catch (Throwable failure) {
            this.guard.recover(failure, value, generator, start, entries);
        }
    }

    private Payload render(Rendering rendering, @Nullable Object value) {
        try {
            return render(rendering);
        }
        catch (Throwable failure) {
            return Payload.of(quoted(this.guard.report(failure, (value != null) ? value : "null")));
        }
    }

    private Payload render(Rendering rendering) {
        BoundedOutput output = new BoundedOutput(this.maxBytes);
        JsonGenerator real = this.writer.createGenerator(output);
        RedactingGenerator generator = new RedactingGenerator(real, this.redaction, this.maxBytes);
        try {
            rendering.writeTo(generator);
            real.flush();
        }
        catch (BudgetExceeded full) {
            // The output holds what fits; it is closed below.
        }
        finally {
            output.stop();
            real.close();
        }
        return payload(output, generator.omittedCharacters());
    }

    private Payload payload(BoundedOutput output, long omittedCharacters) {
        byte[] json = output.toByteArray();
        if (!output.isExceeded()) {
            return Payload.of(json);
        }
        long offered = output.offered() + omittedCharacters;
        byte[] closed = JsonPrefix.close(json, this.maxBytes, offered);
        return Payload.truncated(closed, offered - closed.length);
    }

    private byte[] quoted(String text) {
        return this.writer.writeValueAsBytes(text);
    }

    /** Writes one payload. */
    @FunctionalInterface
    private interface Rendering {

        void writeTo(JsonGenerator generator);

    }

}
