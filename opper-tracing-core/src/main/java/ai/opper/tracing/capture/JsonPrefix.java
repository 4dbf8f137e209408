// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes valid JSON of the beginning of valid JSON: cuts at the last place where the rest
 * can be left out, says there how much is missing, and closes what is open.
 *
 * <p>
 * Reads compact JSON as our own generator writes it, so it needs no error handling for
 * anything else.
 */
final class JsonPrefix {

    private static final int MAX_NESTING = 64;

    /** The name of the note among the properties of an object. */
    private static final byte[] NAME = "\"…\":".getBytes(StandardCharsets.UTF_8);

    /** What a note takes besides its text: a comma, a name, quotes. */
    private static final int AROUND_NOTE = NAME.length + 3;

    private final byte[] json;

    private final int limit;

    private final byte[] open = new byte[MAX_NESTING];

    private int depth;

    /** The end of the last complete value or opening bracket, and how deep it stands. */
    private int safeEnd;

    private int safeDepth;

    private boolean safeIsEmpty = true;

    /** Whether the next string in an object is a name. */
    private boolean nameNext;

    private JsonPrefix(byte[] json, int limit) {
        this.json = json;
        this.limit = limit;
    }

    /**
     * Closes cut JSON.
     * @param json the first bytes of valid JSON
     * @param maxBytes how long the result may be
     * @param offeredBytes how long the whole was, at least
     * @return valid JSON of at most {@code maxBytes} bytes
     */
    static byte[] close(byte[] json, int maxBytes, long offeredBytes) {
        byte[] note = note(offeredBytes).getBytes(StandardCharsets.UTF_8);
        int reserve = note.length + AROUND_NOTE + MAX_NESTING;
        int limit = Math.min(json.length, Math.max(0, maxBytes - reserve));
        return new JsonPrefix(json, limit).close(note(offeredBytes - limit).getBytes(StandardCharsets.UTF_8));
    }

    private static String note(long omittedBytes) {
        return "…[truncated, ≥" + Math.max(1, omittedBytes) + " bytes left out]";
    }

    private byte[] close(byte[] note) {
        int position = 0;
        while (position < this.limit) {
            byte current = this.json[position];
            if (current == '"') {
                int end = endOfString(position);
                if (end < 0) {
                    return canCutString() ? closeInString(position, note) : closeAfterSafe(note);
                }
                position = end;
                afterString(position);
            }
            else {
                position = afterOther(position, current);
            }
        }
        return closeAfterSafe(note);
    }

    private boolean canCutString() {
        return !this.nameNext && this.depth <= MAX_NESTING;
    }

    private int afterOther(int position, byte current) {
        switch (current) {
            case '{', '[' -> open(current, position + 1);
            case '}', ']' -> {
                this.depth--;
                valueEndsAt(position + 1);
            }
            case ',' -> this.nameNext = inObject();
            case ':' -> this.nameNext = false;
            default -> {
                return afterLiteral(position);
            }
        }
        return position + 1;
    }

    private int afterLiteral(int position) {
        int end = position;
        while (end < this.limit && isLiteral(this.json[end])) {
            end++;
        }
        if (end < this.limit) {
            valueEndsAt(end);
        }
        return end;
    }

    private static boolean isLiteral(byte current) {
        return current != ',' && current != '}' && current != ']' && current != ':';
    }

    private void open(byte bracket, int end) {
        if (this.depth < MAX_NESTING) {
            this.open[this.depth] = bracket;
        }
        this.depth++;
        this.nameNext = bracket == '{';
        if (this.depth < MAX_NESTING) {
            safeAt(end, true);
        }
    }

    private void afterString(int end) {
        if (this.nameNext) {
            this.nameNext = false;
        }
        else {
            valueEndsAt(end);
        }
    }

    private void valueEndsAt(int end) {
        if (this.depth < MAX_NESTING) {
            safeAt(end, false);
        }
    }

    private void safeAt(int end, boolean empty) {
        this.safeEnd = end;
        this.safeDepth = this.depth;
        this.safeIsEmpty = empty;
    }

    private boolean inObject() {
        return this.depth > 0 && this.depth <= MAX_NESTING && this.open[this.depth - 1] == '{';
    }

    /** The position after the string that begins here, or -1 when it is cut. */
    private int endOfString(int start) {
        byte[] json = this.json;
        for (int position = start + 1; position < this.limit; position++) {
            byte current = json[position];
            if (current == '"') {
                return position + 1;
            }
            if (current == '\\') {
                position++;
            }
        }
        return -1;
    }

    private byte[] closeInString(int start, byte[] note) {
        int end = lastWholeCharacter(start + 1);
        Builder result = new Builder(this.json, end, note.length + 1 + this.depth);
        result.add(note).add('"');
        return result.close(this.open, this.depth);
    }

    private int lastWholeCharacter(int start) {
        int position = start;
        int whole = start;
        while (position < this.limit) {
            position += characterLength(position);
            if (position <= this.limit) {
                whole = position;
            }
        }
        return whole;
    }

    private int characterLength(int position) {
        byte current = this.json[position];
        if (current == '\\') {
            boolean unicode = position + 1 < this.limit && this.json[position + 1] == 'u';
            return unicode ? 6 : 2;
        }
        if (current >= 0) {
            return 1;
        }
        if ((current & 0xE0) == 0xC0) {
            return 2;
        }
        return ((current & 0xF0) == 0xE0) ? 3 : 4;
    }

    private byte[] closeAfterSafe(byte[] note) {
        Builder result = new Builder(this.json, this.safeEnd, note.length + AROUND_NOTE + this.safeDepth);
        if (this.safeDepth > 0) {
            if (!this.safeIsEmpty) {
                result.add(',');
            }
            if (this.open[this.safeDepth - 1] == '{') {
                result.add(NAME);
            }
        }
        result.add('"').add(note).add('"');
        return result.close(this.open, this.safeDepth);
    }

    /** Collects the bytes of the result. */
    private static final class Builder {

        private final byte[] bytes;

        private int size;

        Builder(byte[] source, int length, int room) {
            this.bytes = Arrays.copyOf(source, length + room);
            this.size = length;
        }

        Builder add(char ascii) {
            return add(new byte[] { (byte) ascii });
        }

        Builder add(byte[] more) {
            System.arraycopy(more, 0, this.bytes, this.size, more.length);
            this.size += more.length;
            return this;
        }

        byte[] close(byte[] open, int depth) {
            for (int level = depth - 1; level >= 0; level--) {
                add((open[level] == '{') ? '}' : ']');
            }
            return (this.size == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.size);
        }

    }

}
