// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.ByteBuffer;

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

    static void write(SpoolEntry entry, EntryOutput output) {
        if (entry instanceof SpoolEntry.Finished finished) {
            output.putByte(finished.opened() ? 1 : 0);
            SpanCodec.write(finished.span(), output);
        }
        else if (entry instanceof SpoolEntry.LateMetric late) {
            output.putUuid(late.spanId());
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
                case LATE_METRIC -> new SpoolEntry.LateMetric(input.takeUuid(), SpanCodec.readMetric(input));
                case OPENED -> new SpoolEntry.Opened(SpanCodec.readSpan(input));
                case SERVER_ID -> new SpoolEntry.ServerId(input.takeUuid(), input.takeText());
                case ACKNOWLEDGEMENTS -> throw new DamagedEntryException("not an entry");
            };
        }
        catch (RuntimeException ex) {
            throw new DamagedEntryException("a value that cannot be: " + ex.getClass().getName());
        }
    }

    private static SpoolEntry readFinished(EntryInput input) throws DamagedEntryException {
        boolean opened = input.takeByte() != 0;
        return new SpoolEntry.Finished(SpanCodec.readSpan(input), opened);
    }

}
