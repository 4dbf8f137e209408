// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;

/**
 * A generator and the output that it writes to. It writes one value after the other, each
 * into bytes of its own.
 */
final class PooledGenerator {

    /** Longer texts are rare, and have others to look at them. */
    private static final int MAX_CHARACTERS = 1_000;

    private final BoundedOutput output = new BoundedOutput();

    private final JsonGenerator json;

    /** Where a text's characters are looked at, and written from. */
    private final char[] characters = new char[MAX_CHARACTERS];

    PooledGenerator(ObjectWriter writer) {
        this.json = writer.createGenerator(this.output);
    }

    /** Where to write the value. */
    JsonGenerator json() {
        return this.json;
    }

    /** Where its bytes are when the generator has been flushed. */
    BoundedOutput output() {
        return this.output;
    }

    /**
     * Writes a text that is short and has no surrogates. Jackson reads an array faster
     * than a text, whose every character has to be asked for.
     * @param text all of it is written, or nothing
     * @return whether it was written
     */
    boolean writePlain(String text) {
        int length = text.length();
        if (length > MAX_CHARACTERS) {
            return false;
        }
        char[] characters = this.characters;
        text.getChars(0, length, characters, 0);
        for (int index = 0; index < length; index++) {
            if (Character.isSurrogate(characters[index])) {
                return false;
            }
        }
        this.json.writeString(characters, 0, length);
        return true;
    }

    /** Whether what was written already is more than is taken. */
    boolean isFull() {
        return this.json.streamWriteOutputBuffered() > this.output.remaining();
    }

    /** Goes on as if the rest of a value had been written. */
    void skipRest() {
        this.output.stop();
        closeAll();
        this.json.flush();
    }

    /** Closes whatever is open. */
    void closeAll() {
        while (!this.json.streamWriteContext().inRoot()) {
            RedactingGenerator.closeOne(this.json);
        }
    }

    /** Whether the next value can be written as if it were the first. */
    boolean isClean() {
        return !this.json.isClosed() && this.json.streamWriteContext().inRoot();
    }

    /** Holds on to nothing that belongs to the value. */
    void forget() {
        this.json.assignCurrentValue(null);
        this.output.reset(0);
    }

    /** Gives back what the generator holds. */
    void close() {
        this.output.stop();
        this.json.close();
    }

}
