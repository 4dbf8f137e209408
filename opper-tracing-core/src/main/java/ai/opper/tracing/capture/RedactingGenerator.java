// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.io.OutputStream;
import java.io.Reader;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * The one door through which every name and every text of a payload passes, whoever
 * writes it: Jackson, a serializer of the user's, or we. A value under a hidden name is
 * replaced here, and what patterns match is masked here.
 */
final class RedactingGenerator extends JsonGeneratorDelegate {

    private static final JsonFactory SINK = new JsonFactory();

    /** So many characters beyond the limit are searched for secrets that straddle it. */
    private static final int OVERLAP = 4_096;

    private final JsonGenerator real;

    private final Redaction redaction;

    private final int maxTextLength;

    private @Nullable JsonGenerator sink;

    private long omittedCharacters;

    RedactingGenerator(JsonGenerator real, Redaction redaction, int maxTextLength) {
        super(real, false);
        this.real = real;
        this.redaction = redaction;
        this.maxTextLength = maxTextLength;
    }

    /** Whether what is written now is thrown away. */
    boolean isHiding() {
        return this.delegate != this.real;
    }

    void stopHiding() {
        this.delegate = this.real;
    }

    long omittedCharacters() {
        return this.omittedCharacters;
    }

    @Override
    public JsonGenerator writeName(String name) {
        endHiddenValue();
        super.writeName(this.redaction.hasPatterns() ? this.redaction.mask(name) : name);
        if (this.redaction.hides(name)) {
            hideNextValue();
        }
        return this;
    }

    @Override
    public JsonGenerator writeName(SerializableString name) {
        return writeName(name.getValue());
    }

    @Override
    public JsonGenerator writeEndObject() {
        endHiddenValue();
        super.writeEndObject();
        return this;
    }

    @Override
    public JsonGenerator writeString(@Nullable String text) {
        super.writeString((text != null) ? bounded(text) : null);
        return this;
    }

    @Override
    public JsonGenerator writeString(char[] text, int offset, int length) {
        return writeString(new String(text, offset, Math.min(length, this.maxTextLength + OVERLAP)));
    }

    @Override
    public JsonGenerator writeString(SerializableString text) {
        return writeString(text.getValue());
    }

    @Override
    public JsonGenerator writeString(Reader reader, int length) {
        return writeString("<" + reader.getClass().getSimpleName() + ">");
    }

    /** Raw JSON cannot be searched for hidden names, so it is shown as the text it is. */
    @Override
    public JsonGenerator writeRawValue(String text) {
        return writeString(text);
    }

    @Override
    public JsonGenerator writeRawValue(String text, int offset, int length) {
        return writeString(text.substring(offset, offset + length));
    }

    @Override
    public JsonGenerator writeRawValue(char[] text, int offset, int length) {
        return writeString(text, offset, length);
    }

    @Override
    public JsonGenerator writeRawValue(SerializableString text) {
        return writeString(text.getValue());
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
        return this.real.objectWriteContext();
    }

    private String bounded(String text) {
        if (text.length() <= this.maxTextLength && !this.redaction.hasPatterns()) {
            return text;
        }
        return cut(this.redaction.mask(cut(text, this.maxTextLength + OVERLAP)), this.maxTextLength);
    }

    private String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        this.omittedCharacters += text.length() - end;
        return text.substring(0, end);
    }

    private void hideNextValue() {
        if (isHiding()) {
            return;
        }
        this.real.writeString(Redaction.PLACEHOLDER);
        JsonGenerator sink = this.sink;
        if (sink == null) {
            sink = SINK.createGenerator(ObjectWriteContext.empty(), OutputStream.nullOutputStream());
            sink.writeStartArray();
            this.sink = sink;
        }
        this.delegate = sink;
    }

    private void endHiddenValue() {
        if (isHiding() && this.delegate.streamWriteContext().getNestingDepth() <= 1) {
            stopHiding();
        }
    }

}
