// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;
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

    /** What a redactor is told about a text that is a name, or has none. */
    private static final String NAMELESS = "";

    private static final String OUTPUT = "output";

    private static final JsonFactory JSON = new JsonFactory();

    private static final Payload FAILED = Payload.of("\"<capture failed>\"".getBytes(StandardCharsets.UTF_8));

    /** Made when something is rendered, so that the application starts sooner. */
    private final SingletonSupplier<CaptureWriter> writer;

    private final GeneratorPool generators = new GeneratorPool(() -> new PooledGenerator(writer()));

    private final ValueGuard guard;

    private final Redaction redaction;

    private final Problems problems;

    private final int maxBytes;

    private final int maxDepth;

    public JsonPayloadCapture(CaptureLimits limits, Redaction redaction, Problems problems) {
        this.maxBytes = limits.maxBytes();
        this.maxDepth = limits.maxDepth();
        this.redaction = redaction;
        this.problems = problems;
        this.guard = new ValueGuard(problems);
        this.writer = SingletonSupplier
            .of(() -> new CaptureWriter(JsonMapper.builder(JsonFactory.builder().rootValueSeparator("").build())
                .annotationIntrospector(new CaptureAnnotations(this.guard))
                .findAndAddModules()
                .addModule(new CaptureModule(this.guard, redaction))
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS, SerializationFeature.FAIL_ON_SELF_REFERENCES,
                        SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .build()));
    }

    private CaptureWriter writer() {
        return this.writer.obtain();
    }

    @Override
    public Payload value(@Nullable Object value) {
        return rendered(NAMELESS, value, this.maxBytes);
    }

    /** Renders an element, which has to share a payload with others. */
    Payload element(Object element, int maxBytes) {
        return rendered(OUTPUT, element, maxBytes);
    }

    private Payload rendered(String name, @Nullable Object value, int maxBytes) {
        return render(name, (generator) -> write(generator, value), value, maxBytes, this.maxDepth);
    }

    /** Renders the beginning of a text. */
    Payload beginning(String text, long omittedCharacters) {
        return render(OUTPUT, (generator) -> {
            generator.omitCharacters(omittedCharacters);
            generator.writeString(text);
        }, text, this.maxBytes, this.maxDepth);
    }

    @Override
    public Payload named(String name, @Nullable Object value) {
        return rendered(name, hides(name) ? Redaction.PLACEHOLDER : value, this.maxBytes);
    }

    @Override
    public Payload arguments(List<Parameter> parameters, @Nullable Object[] arguments) {
        return render(NAMELESS, (generator) -> writeArguments(generator, parameters, arguments), arguments,
                this.maxBytes, this.maxDepth + 1);
    }

    @Override
    public ElementCapture elements() {
        return new ElementCapture(this, this.maxBytes);
    }

    @Override
    public String text(String text) {
        String shown = shown(NAMELESS, text);
        return (shown != null) ? shown : Redaction.PLACEHOLDER;
    }

    @Override
    public @Nullable String text(String name, String text) {
        return hides(name) ? Redaction.PLACEHOLDER : shown(name, text);
    }

    private @Nullable String shown(String name, String text) {
        try {
            String shown = this.redaction.shown(name, text, MAX_TEXT_LENGTH);
            return (shown != null) ? noted(Texts.wellFormed(shown), text) : null;
        }
        catch (Throwable failure) {
            Texts.reportHidden(this.problems, failure);
            return Redaction.PLACEHOLDER;
        }
    }

    @Override
    public String shortened(String redacted) {
        int end = Redaction.wholeCharacters(redacted, MAX_TEXT_LENGTH);
        return noted(redacted.substring(0, end), redacted);
    }

    private static String noted(String shown, String text) {
        int omitted = text.length() - MAX_TEXT_LENGTH;
        return (omitted > 0) ? shown + Texts.note(omitted) : shown;
    }

    private boolean hides(String name) {
        try {
            return this.redaction.hides(name);
        }
        catch (RuntimeException | StackOverflowError failure) {
            this.guard.report(failure, Redaction.class);
            return true;
        }
    }

    private void writeArguments(RedactingGenerator generator, List<Parameter> parameters,
            @Nullable Object[] arguments) {
        generator.writeStartObject();
        for (int index = 0; index < arguments.length; index++) {
            Parameter parameter = parameters.get(index);
            boolean hidden = parameter.hidden() || hides(parameter.name());
            generator.writeParameterName(parameter.name());
            write(generator, hidden ? Redaction.PLACEHOLDER : arguments[index]);
        }
        generator.writeEndObject();
    }

    private void write(JsonGenerator generator, @Nullable Object value) {
        if (value == null) {
            generator.writeNull();
            return;
        }
        TokenStreamContext start = generator.streamWriteContext();
        int entries = start.getEntryCount();
        try {
            generator.writePOJO(value);
        }
        catch (Throwable failure) {
            this.guard.recover(failure, value, generator, start, entries);
        }
        if (start.getEntryCount() == entries) {
            generator.writeNull();
        }
    }

    private Payload render(String name, Rendering rendering, @Nullable Object value, int maxBytes, int maxDepth) {
        try {
            return render(name, rendering, maxBytes, maxDepth);
        }
        catch (Throwable failure) {
            return failed(failure, value);
        }
    }

    private Payload failed(Throwable failure, @Nullable Object value) {
        try {
            return Payload.of(quoted(this.guard.report(failure, (value != null) ? value : "null")));
        }
        catch (Throwable again) {
            return FAILED;
        }
    }

    private Payload render(String name, Rendering rendering, int maxBytes, int maxDepth) {
        PooledGenerator pooled = this.generators.acquire(maxBytes);
        boolean reusable = false;
        try {
            RedactingGenerator generator = new RedactingGenerator(pooled, writer().newContext(), name, this.redaction,
                    this.problems, maxBytes, maxDepth);
            boolean written = writeCompletely(rendering, generator);
            boolean complete = flushCompletely(pooled.json()) && written;
            Payload payload = payload(pooled.output(), maxBytes, generator, complete);
            if (!complete) {
                pooled.skipRest();
            }
            reusable = generator.isUnchanged();
            return payload;
        }
        finally {
            this.generators.release(pooled, reusable);
        }
    }

    private static boolean writeCompletely(Rendering rendering, RedactingGenerator generator) {
        try {
            rendering.writeTo(generator);
            generator.closeAll();
            return true;
        }
        catch (BudgetExceeded full) {
            return false;
        }
    }

    private static boolean flushCompletely(JsonGenerator generator) {
        try {
            generator.flush();
            return true;
        }
        catch (BudgetExceeded full) {
            return false;
        }
    }

    private Payload payload(BoundedOutput output, int maxBytes, RedactingGenerator generator, boolean complete) {
        byte[] json = output.toByteArray();
        if (complete) {
            requireValid(json, generator);
            return (generator.omittedCharacters() > 0) ? Payload.truncated(json, generator.omittedCharacters())
                    : Payload.of(json);
        }
        long offered = output.offered() + generator.omittedCharacters();
        byte[] closed = JsonPrefix.close(json, maxBytes, offered);
        requireValid(closed, generator);
        return Payload.truncated(closed, Math.max(1, offered - closed.length));
    }

    /** What had to be mended is read once more, since nobody knows how it broke. */
    private static void requireValid(byte[] json, RedactingGenerator generator) {
        if (generator.valuesWritten() > 1) {
            throw new IllegalStateException("A serializer wrote more than one value");
        }
        if (!generator.isMended()) {
            return;
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IllegalStateException("A serializer wrote more than one value");
            }
        }
        catch (JacksonException ex) {
            throw new IllegalStateException("A serializer wrote no valid JSON", ex);
        }
    }

    private byte[] quoted(String text) {
        return writer().writeValueAsBytes(text);
    }

    /** Writes one payload. */
    @FunctionalInterface
    private interface Rendering {

        void writeTo(RedactingGenerator generator);

    }

}
