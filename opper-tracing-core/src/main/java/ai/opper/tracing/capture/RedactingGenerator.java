// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.Base64Variant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonGeneratorDelegate;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * The one door through which every name and every text of a payload passes, whoever
 * writes it: Jackson, a serializer of the user's, or we. A value under a hidden name is
 * replaced here, what patterns match is masked here, and what is nested too deeply is
 * left out here.
 */
final class RedactingGenerator extends JsonGeneratorDelegate {

    private static final JsonFactory JSON = new JsonFactory();

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    /** What is thrown away costs time too, so there is an end to it. */
    private static final int MAX_HIDDEN_BYTES = 256 * 1024;

    private static final int BITS_PER_DIGIT = 3;

    private final PooledGenerator pooled;

    private final JsonGenerator real;

    private final ObjectWriteContext context;

    private final TokenStreamContext root;

    /** How many values others wrote there before. */
    private final int valuesBefore;

    private final Redaction redaction;

    private final Problems problems;

    private final int maxTextLength;

    private final int maxDepth;

    /** The name of the whole. */
    private final String name;

    private @Nullable JsonGenerator sink;

    /** A property's name that was looked at when its class was, and is written next. */
    private @Nullable SerializableString knownToBeShown;

    private boolean hidesUntilEnd;

    private long omittedCharacters;

    private boolean mended;

    private boolean changed;

    /**
     * Stands before a generator while it writes one value.
     * @param pooled the generator
     * @param context finds the serializers for whatever a serializer passes on
     * @param name the name of the whole
     * @param redaction says what is hidden
     * @param problems where a failure is counted
     * @param maxTextLength what is kept of a text, in characters
     * @param maxDepth how deep containers may be nested
     */
    RedactingGenerator(PooledGenerator pooled, ObjectWriteContext context, String name, Redaction redaction,
            Problems problems, int maxTextLength, int maxDepth) {
        super(pooled.json(), false);
        this.pooled = pooled;
        this.real = pooled.json();
        this.context = context;
        this.root = this.real.streamWriteContext();
        this.valuesBefore = this.root.getEntryCount();
        this.name = name;
        this.redaction = redaction;
        this.problems = problems;
        this.maxTextLength = maxTextLength;
        this.maxDepth = maxDepth;
    }

    /** Whether what is written now is thrown away. */
    boolean isHiding() {
        return this.delegate != this.real;
    }

    /** Whether a property that begins now is shown. */
    boolean isReadyForName() {
        endHiddenValue();
        stopWhenFull();
        return !isHiding();
    }

    /** Jackson writes more than the budget before it asks whether there is room. */
    private void stopWhenFull() {
        if (this.pooled.isFull()) {
            this.real.flush();
        }
    }

    /**
     * Says that nothing in the name of the next property, nor its value, is hidden.
     * @param name the name
     * @param length of the name, in characters
     */
    void expectShown(SerializableString name, int length) {
        this.knownToBeShown = (length <= this.maxTextLength) ? name : null;
    }

    private boolean mayBeWrittenAsItIs(SerializableString name) {
        return !this.redaction.hasPatterns() && name.charLength() <= this.maxTextLength;
    }

    /** Whether a container that began here would be nested too deeply. */
    boolean isTooDeep() {
        return this.real.streamWriteContext().getNestingDepth() >= this.maxDepth;
    }

    /** Notes that a value failed, so that the whole is looked at again. */
    void mended() {
        this.mended = true;
        stopHiding();
    }

    boolean isMended() {
        return this.mended;
    }

    /** Whether the generator works as it did before. */
    boolean isUnchanged() {
        return !this.mended && !this.changed;
    }

    /** How many values were written one after the other; there should be one. */
    int valuesWritten() {
        return this.root.getEntryCount() - this.valuesBefore;
    }

    long omittedCharacters() {
        return this.omittedCharacters;
    }

    void omitCharacters(long characters) {
        this.omittedCharacters += characters;
    }

    /** Closes whatever a serializer has left open. */
    void closeAll() {
        stopHiding();
        this.pooled.closeAll();
    }

    static void closeOne(JsonGenerator generator) {
        if (generator.streamWriteContext().inArray()) {
            generator.writeEndArray();
        }
        else {
            generator.writeEndObject();
        }
    }

    @Override
    public JsonGenerator writeName(String name) {
        return writeName(name, true);
    }

    /**
     * A name that is written in the code, whose value is hidden already if it must be.
     */
    void writeParameterName(String name) {
        writeName(name, false);
    }

    /** The redactor is asked about names that are data only, as the keys of a map. */
    private JsonGenerator writeName(String name, boolean data) {
        if (!isReadyForName()) {
            return this;
        }
        String shown = bounded(name, () -> data ? this.redaction.shown("", name, this.maxTextLength)
                : this.redaction.mask(name, this.maxTextLength));
        this.real.writeName((shown != null) ? shown : Redaction.PLACEHOLDER);
        if (hides(name)) {
            this.real.writeString(Redaction.PLACEHOLDER);
            hide(false);
        }
        return this;
    }

    private boolean hides(String name) {
        try {
            return this.redaction.hides(name);
        }
        catch (RuntimeException | StackOverflowError ex) {
            report(ex);
            return true;
        }
    }

    @Override
    public JsonGenerator writeName(SerializableString name) {
        boolean harmless = (name == this.knownToBeShown && !isHiding())
                || (isReadyForName() && mayBeWrittenAsItIs(name) && !hides(name.getValue()));
        if (!harmless) {
            return writeName(name.getValue(), false);
        }
        this.real.writeName(name);
        return this;
    }

    @Override
    public JsonGenerator writePropertyId(long id) {
        return writeName(Long.toString(id));
    }

    @Override
    public JsonGenerator writeStartObject() {
        return isLeftOut() ? this : super.writeStartObject();
    }

    @Override
    public JsonGenerator writeStartObject(Object value) {
        return isLeftOut() ? this : super.writeStartObject(value);
    }

    @Override
    public JsonGenerator writeStartObject(Object value, int size) {
        return isLeftOut() ? this : super.writeStartObject(value, size);
    }

    @Override
    public JsonGenerator writeStartArray() {
        return isLeftOut() ? this : super.writeStartArray();
    }

    @Override
    public JsonGenerator writeStartArray(Object value) {
        return isLeftOut() ? this : super.writeStartArray(value);
    }

    @Override
    public JsonGenerator writeStartArray(Object value, int size) {
        return isLeftOut() ? this : super.writeStartArray(value, size);
    }

    /**
     * Begins to leave out a container that is nested too deeply. What is left out is not
     * read by anybody, so an array stands there for an object as well.
     */
    private boolean isLeftOut() {
        if (isHiding()) {
            this.delegate.writeStartArray();
            return true;
        }
        stopWhenFull();
        if (!isTooDeep()) {
            return false;
        }
        this.real.writeString("<depth limit>");
        hide(true);
        this.delegate.writeStartArray();
        return true;
    }

    @Override
    public JsonGenerator writeEndObject() {
        endHiddenValue();
        return writeEnd(false);
    }

    @Override
    public JsonGenerator writeEndArray() {
        return writeEnd(true);
    }

    private JsonGenerator writeEnd(boolean array) {
        if (isHiding()) {
            this.delegate.writeEndArray();
            if (this.hidesUntilEnd && isAtTopOfSink()) {
                stopHiding();
            }
        }
        else if (array) {
            this.real.writeEndArray();
        }
        else {
            this.real.writeEndObject();
        }
        return this;
    }

    @Override
    public JsonGenerator writeString(@Nullable String text) {
        if (text == null || isHiding()) {
            this.delegate.writeString((String) null);
        }
        else if (!mayBeWrittenAsItIs(text) || !this.pooled.writePlain(text)) {
            this.real.writeString(bounded(text));
        }
        return this;
    }

    private boolean mayBeWrittenAsItIs(String text) {
        return !this.redaction.readsTexts() && text.length() <= this.maxTextLength;
    }

    /** The nearest name, which only a redactor wants to know. */
    private String nameHere() {
        if (!this.redaction.hasRedactor()) {
            return this.name;
        }
        for (TokenStreamContext context = this.real.streamWriteContext(); context != null; context = context
            .getParent()) {
            if (context.currentName() != null) {
                return context.currentName();
            }
        }
        return this.name;
    }

    /** Writes a text of which only the beginning is ever read. */
    void writeCharacters(CharSequence text) {
        int length = text.length();
        int read = Math.min(length, this.maxTextLength + Redaction.OVERLAP + 1);
        omitCharacters(length - read);
        writeString(text.subSequence(0, read).toString());
    }

    @Override
    public JsonGenerator writeString(char[] text, int offset, int length) {
        int read = Math.min(length, this.maxTextLength + Redaction.OVERLAP + 1);
        omitCharacters(length - read);
        return writeString(new String(text, offset, read));
    }

    @Override
    public JsonGenerator writeString(SerializableString text) {
        return writeString(text.getValue());
    }

    @Override
    public JsonGenerator writeString(Reader reader, int length) {
        return writeString("<" + reader.getClass().getName() + ">");
    }

    @Override
    public JsonGenerator writeUTF8String(byte[] text, int offset, int length) {
        return writeString(new String(text, offset, length, StandardCharsets.UTF_8));
    }

    /** The bytes hold escapes, so they are read as the JSON string they are. */
    @Override
    public JsonGenerator writeRawUTF8String(byte[] text, int offset, int length) {
        return writeRawValue('"' + new String(text, offset, length, StandardCharsets.UTF_8) + '"');
    }

    @Override
    public JsonGenerator writeArray(String[] array, int offset, int length) {
        writeStartArray(array, length);
        for (int index = offset; index < offset + length; index++) {
            writeString(array[index]);
        }
        return writeEndArray();
    }

    @Override
    public JsonGenerator writeArray(int[] array, int offset, int length) {
        writeStartArray(array, length);
        for (int index = offset; index < offset + length; index++) {
            writeNumber(array[index]);
        }
        return writeEndArray();
    }

    @Override
    public JsonGenerator writeArray(long[] array, int offset, int length) {
        writeStartArray(array, length);
        for (int index = offset; index < offset + length; index++) {
            writeNumber(array[index]);
        }
        return writeEndArray();
    }

    @Override
    public JsonGenerator writeArray(double[] array, int offset, int length) {
        writeStartArray(array, length);
        for (int index = offset; index < offset + length; index++) {
            writeNumber(array[index]);
        }
        return writeEndArray();
    }

    @Override
    public JsonGenerator writeBinary(Base64Variant variant, byte[] bytes, int offset, int length) {
        return writeString("<byte[" + length + "]>");
    }

    @Override
    public int writeBinary(Base64Variant variant, InputStream bytes, int length) {
        writeString("<" + bytes.getClass().getName() + ">");
        return 0;
    }

    @Override
    public JsonGenerator writeEmbeddedObject(@Nullable Object object) {
        return (object != null) ? writeString(Descriptions.describe(object)) : writeNull();
    }

    @Override
    public JsonGenerator writeNumber(short number) {
        return isReplaced(number) ? this : super.writeNumber(number);
    }

    @Override
    public JsonGenerator writeNumber(int number) {
        return isReplaced(number) ? this : super.writeNumber(number);
    }

    @Override
    public JsonGenerator writeNumber(long number) {
        return isReplaced(number) ? this : super.writeNumber(number);
    }

    @Override
    public JsonGenerator writeNumber(float number) {
        return (this.redaction.readsTexts() && isReplaced(Float.toString(number))) ? this : super.writeNumber(number);
    }

    @Override
    public JsonGenerator writeNumber(double number) {
        return (this.redaction.readsTexts() && isReplaced(Double.toString(number))) ? this : super.writeNumber(number);
    }

    @Override
    public JsonGenerator writeNumber(BigDecimal number) {
        return (this.redaction.readsTexts() && number.precision() <= this.maxTextLength
                && isReplaced(number.toString())) ? this : super.writeNumber(number);
    }

    /** Turning a number of that many digits into text would cost more than the budget. */
    @Override
    public JsonGenerator writeNumber(BigInteger number) {
        if (number.bitLength() / BITS_PER_DIGIT > this.maxTextLength) {
            return writeString("<number of " + number.bitLength() + " bits>");
        }
        return (this.redaction.readsTexts() && isReplaced(number.toString())) ? this : super.writeNumber(number);
    }

    @Override
    public JsonGenerator writeNumber(String encoded) {
        if (encoded.length() > this.maxTextLength || !NUMBER.matcher(encoded).matches()) {
            return writeString(encoded);
        }
        return (this.redaction.readsTexts() && isReplaced(encoded)) ? this : super.writeNumber(encoded);
    }

    @Override
    public JsonGenerator writeNumber(char[] encoded, int offset, int length) {
        return writeNumber(new String(encoded, offset, length));
    }

    private boolean isReplaced(long number) {
        return this.redaction.readsTexts() && isReplaced(Long.toString(number));
    }

    /** A card number is no less of a secret for being a number. */
    private boolean isReplaced(String number) {
        if (isHiding()) {
            return false;
        }
        String shown = masked(() -> shown(number));
        if (number.equals(shown)) {
            return false;
        }
        super.writeString((shown != null) ? Texts.wellFormed(shown) : null);
        return true;
    }

    /**
     * Raw JSON is read, so that hidden names are found in it. What cannot be read is not
     * shown.
     */
    @Override
    public JsonGenerator writeRawValue(String json) {
        if (isHiding()) {
            return writeNull();
        }
        var start = streamWriteContext();
        int entries = start.getEntryCount();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            copyCurrentStructure(parser);
        }
        catch (JacksonException notJson) {
            mended();
            while (streamWriteContext() != start) {
                closeOne(this.real);
            }
            if (start.getEntryCount() == entries) {
                writeString("<raw value of " + json.length() + " characters>");
            }
        }
        return this;
    }

    @Override
    public JsonGenerator writeRawValue(String text, int offset, int length) {
        return writeRawValue(text.substring(offset, offset + length));
    }

    @Override
    public JsonGenerator writeRawValue(char[] text, int offset, int length) {
        return writeRawValue(new String(text, offset, length));
    }

    @Override
    public JsonGenerator writeRawValue(SerializableString text) {
        return writeRawValue(text.getValue());
    }

    @Override
    public JsonGenerator writeRaw(String text) {
        throw new UnsupportedOperationException("Raw output is not recorded");
    }

    @Override
    public JsonGenerator writeRaw(String text, int offset, int length) {
        return writeRaw(text);
    }

    @Override
    public JsonGenerator writeRaw(SerializableString raw) {
        return writeRaw(raw.getValue());
    }

    @Override
    public JsonGenerator writeRaw(char[] text, int offset, int length) {
        return writeRaw("");
    }

    @Override
    public JsonGenerator writeRaw(char oneCharacter) {
        return writeRaw("");
    }

    @Override
    public ObjectWriteContext objectWriteContext() {
        return this.context;
    }

    @Override
    public JsonGenerator configure(StreamWriteFeature feature, boolean state) {
        this.changed = true;
        return super.configure(feature, state);
    }

    private @Nullable String bounded(String text) {
        return bounded(text, () -> shown(text));
    }

    private @Nullable String shown(String text) {
        return this.redaction.shown(nameHere(), text, this.maxTextLength);
    }

    private @Nullable String bounded(String text, Supplier<@Nullable String> masking) {
        if (!this.redaction.readsTexts()) {
            return Texts.wellFormed(beginning(text));
        }
        boolean cut = text.length() > this.maxTextLength;
        String bounded = masked(masking);
        if (bounded == null || !cut) {
            return (bounded != null) ? Texts.wellFormed(bounded) : null;
        }
        omitCharacters(text.length() - this.maxTextLength);
        return Texts.wellFormed(bounded) + Texts.note(this.omittedCharacters);
    }

    /** Takes no less than there is room for, so that the rest is noted as cut off. */
    private String beginning(String text) {
        int end = Redaction.wholeCharacters(text, this.maxTextLength);
        omitCharacters(text.length() - end);
        return text.substring(0, end);
    }

    private @Nullable String masked(Supplier<@Nullable String> masking) {
        try {
            return masking.get();
        }
        catch (Throwable failure) {
            ValueGuard.rethrowIfNotOurs(failure);
            report(failure);
            return Redaction.PLACEHOLDER;
        }
    }

    private void report(Throwable failure) {
        Texts.reportHidden(this.problems, failure);
    }

    private void hide(boolean untilEnd) {
        JsonGenerator sink = this.sink;
        if (sink == null) {
            sink = JSON.createGenerator(ObjectWriteContext.empty(), new ForgettingOutput(MAX_HIDDEN_BYTES));
            sink.writeStartArray();
            this.sink = sink;
        }
        this.hidesUntilEnd = untilEnd;
        this.delegate = sink;
    }

    private void endHiddenValue() {
        if (isHiding() && !this.hidesUntilEnd && isAtTopOfSink()) {
            stopHiding();
        }
    }

    private boolean isAtTopOfSink() {
        return this.delegate.streamWriteContext().getNestingDepth() <= 1;
    }

    private void stopHiding() {
        if (isHiding() && !isAtTopOfSink()) {
            this.sink = null;
        }
        this.delegate = this.real;
    }

}
