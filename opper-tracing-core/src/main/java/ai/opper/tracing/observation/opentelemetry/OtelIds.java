// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.opentelemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of ours for ids of OpenTelemetry. The trace id is the same. A span id has 64 bits
 * and is unique within its trace only, so a UUID of version 8 (RFC 9562, section 5.8) is
 * made of a digest of both: every process that does this finds the same, Local Opper
 * among them.
 */
final class OtelIds {

    private static final int HALF_DIGITS = 16;

    private static final int HEX = 16;

    private static final long VERSION_BITS = 0xF000L;

    private static final long VERSION = 0x8000L;

    private static final long RANDOM_BITS = 0x3FFF_FFFF_FFFF_FFFFL;

    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private OtelIds() {
    }

    static UUID traceId(String traceId) {
        return new UUID(Long.parseUnsignedLong(traceId.substring(0, HALF_DIGITS), HEX),
                Long.parseUnsignedLong(traceId.substring(HALF_DIGITS), HEX));
    }

    static UUID spanId(String traceId, String spanId) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                .digest((traceId + spanId).getBytes(StandardCharsets.US_ASCII)));
            return new UUID((digest.getLong() & ~VERSION_BITS) | VERSION, (digest.getLong() & RANDOM_BITS) | VARIANT);
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform has SHA-256.", ex);
        }
    }

}
