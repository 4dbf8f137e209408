// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.ByteBuffer;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What a frame of a spool file has inside, and how it is written and read. */
enum EntryKind {

    /** Which parts of which entries have met their fate. */
    ACKNOWLEDGEMENTS(0),

    /** A finished span. */
    FINISHED(1),

    /** A metric that came after its span had ended. */
    LATE_METRIC(2),

    /** A note that a running span has been sent. */
    OPENED(3),

    /** A note under which id the destination keeps a span. */
    SERVER_ID(4);

    private static final int PARENT_HERE = 4;

    private final int code;

    EntryKind(int code) {
        this.code = code;
    }

    int code() {
        return this.code;
    }

    static EntryKind of(SpoolEntry entry) {
        if (entry instanceof SpoolEntry.Finished) {
            return FINISHED;
        }
        if (entry instanceof SpoolEntry.LateMetric) {
            return LATE_METRIC;
        }
        return (entry instanceof SpoolEntry.Opened) ? OPENED : SERVER_ID;
    }

    static EntryKind of(int code) throws DamagedEntryException {
        return switch (code) {
            case 0 -> ACKNOWLEDGEMENTS;
            case 1 -> FINISHED;
            case 2 -> LATE_METRIC;
            case 3 -> OPENED;
            case 4 -> SERVER_ID;
            default -> throw new DamagedEntryException("an entry of unknown kind " + code);
        };
    }

    /** Whether the ledger counts entries of this kind. */
    boolean isItem() {
        return this == FINISHED || this == LATE_METRIC;
    }

    /** The span that an entry tells about, if others may need it. */
    static @Nullable UUID subject(SpoolEntry entry) {
        if (entry instanceof SpoolEntry.Finished finished) {
            return finished.span().id();
        }
        if (entry instanceof SpoolEntry.Opened opened) {
            return opened.snapshot().id();
        }
        return (entry instanceof SpoolEntry.ServerId id) ? id.spanId() : null;
    }

    /** The same, from the body of an entry that is whole. */
    @Nullable UUID subject(ByteBuffer body) {
        int at = (this == FINISHED) ? 1 : 0;
        boolean none = this == ACKNOWLEDGEMENTS || this == LATE_METRIC || body.remaining() < at + 2 * Long.BYTES;
        return none ? null : new UUID(body.getLong(at), body.getLong(at + Long.BYTES));
    }

    /** The span that has to be known before an entry is of use, if there is one. */
    static @Nullable UUID needed(SpoolEntry entry) {
        if (entry instanceof SpoolEntry.Finished finished) {
            return finished.span().parentId();
        }
        if (entry instanceof SpoolEntry.Opened opened) {
            return opened.snapshot().parentId();
        }
        return (entry instanceof SpoolEntry.LateMetric late) ? late.spanId() : null;
    }

    static void write(SpoolEntry entry, EntryOutput output) {
        if (entry instanceof SpoolEntry.Finished finished) {
            output.putByte(code(finished.opening()) | (finished.parentHere() ? PARENT_HERE : 0));
            SpanCodec.write(finished.span(), output);
        }
        else if (entry instanceof SpoolEntry.LateMetric late) {
            output.putUuid(late.spanId()).putUuid(late.traceId());
            SpanCodec.write(late.metric(), output);
        }
        else if (entry instanceof SpoolEntry.Opened opened) {
            SpanCodec.write(opened.snapshot(), output);
        }
        else if (entry instanceof SpoolEntry.ServerId id) {
            output.putUuid(id.spanId()).putText(id.serverId());
        }
    }

    /** Reads an entry of this kind, whatever the bytes are. */
    SpoolEntry read(ByteBuffer body) throws DamagedEntryException {
        EntryInput input = new EntryInput(body);
        try {
            return switch (this) {
                case FINISHED -> readFinished(input);
                case LATE_METRIC -> readLateMetric(input);
                case OPENED -> new SpoolEntry.Opened(SpanCodec.readSpan(input));
                case SERVER_ID -> new SpoolEntry.ServerId(input.takeUuid(), input.takeText());
                case ACKNOWLEDGEMENTS -> throw new DamagedEntryException("not an entry");
            };
        }
        catch (RuntimeException ex) {
            throw new DamagedEntryException("a value that cannot be: " + ex.getClass().getName());
        }
    }

    private static SpoolEntry readLateMetric(EntryInput input) throws DamagedEntryException {
        return new SpoolEntry.LateMetric(input.takeUuid(), input.takeUuid(), SpanCodec.readMetric(input));
    }

    private static SpoolEntry readFinished(EntryInput input) throws DamagedEntryException {
        int flags = input.takeByte();
        SpoolEntry.Opening opening = opening(flags & ~PARENT_HERE);
        return new SpoolEntry.Finished(SpanCodec.readSpan(input), opening, (flags & PARENT_HERE) != 0);
    }

    private static int code(SpoolEntry.Opening opening) {
        return switch (opening) {
            case NEVER -> 0;
            case PERHAPS -> 1;
            case SURELY -> 2;
        };
    }

    private static SpoolEntry.Opening opening(int code) throws DamagedEntryException {
        return switch (code) {
            case 0 -> SpoolEntry.Opening.NEVER;
            case 1 -> SpoolEntry.Opening.PERHAPS;
            case 2 -> SpoolEntry.Opening.SURELY;
            default -> throw new DamagedEntryException("an opening of unknown kind " + code);
        };
    }

}
