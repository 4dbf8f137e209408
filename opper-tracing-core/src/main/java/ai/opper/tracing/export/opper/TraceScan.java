// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;

/**
 * Looks for spans of ours in a trace that is read back. A trace may be of any size, so
 * nothing but the ids is kept of it.
 */
final class TraceScan {

    private static final JsonFactory JSON = new JsonFactory();

    /** The depth of {@code {"data":{"spans":[{}]}}}. */
    private static final int SPAN_DEPTH = 4;

    private final JsonParser parser = JSON.createNonBlockingByteArrayParser(ObjectReadContext.empty());

    private final ByteArrayFeeder feeder = (ByteArrayFeeder) this.parser.nonBlockingInputFeeder();

    private final Set<UUID> wanted;

    private final SpanIds found;

    private @Nullable String id;

    private @Nullable String clientId;

    TraceScan(Set<UUID> wanted, SpanIds found) {
        this.wanted = wanted;
        this.found = found;
    }

    /** Reads the next part of the answer. */
    void read(byte[] part) {
        this.feeder.feedInput(part, 0, part.length);
        readTokens();
    }

    /** Notes that this was all. */
    void end() {
        this.feeder.endOfInput();
        readTokens();
    }

    private void readTokens() {
        JsonToken token = this.parser.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            if (token == JsonToken.VALUE_STRING) {
                readText(this.parser.streamReadContext());
            }
            else if (token == JsonToken.END_OBJECT && isList(this.parser.streamReadContext())) {
                note();
            }
            token = this.parser.nextToken();
        }
    }

    private void readText(TokenStreamContext place) {
        String name = this.parser.currentName();
        if ("id".equals(name) && isSpan(place)) {
            this.id = this.parser.getString();
        }
        else if (Meta.CLIENT_SPAN_ID.equals(name) && isMeta(place)) {
            this.clientId = this.parser.getString();
        }
    }

    private static boolean isMeta(@Nullable TokenStreamContext place) {
        TokenStreamContext above = (place != null) ? place.getParent() : null;
        return above != null && isSpan(above) && "meta".equals(above.currentName());
    }

    private static boolean isSpan(TokenStreamContext place) {
        return place.getNestingDepth() == SPAN_DEPTH && place.inObject() && isList(place.getParent());
    }

    private static boolean isList(@Nullable TokenStreamContext place) {
        TokenStreamContext above = (place != null) ? place.getParent() : null;
        return place != null && place.inArray() && place.getNestingDepth() == SPAN_DEPTH - 1 && above != null
                && "spans".equals(above.currentName());
    }

    /** A span has been read to its end. */
    private void note() {
        for (UUID each : this.wanted) {
            if (each.toString().equals(this.clientId) && this.id != null && OpperId.isOne(this.id)) {
                this.found.remember(each, this.id);
            }
        }
        this.id = null;
        this.clientId = null;
    }

}
