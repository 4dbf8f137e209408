// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes the ids of spans and traces: version 7 UUIDs (RFC 9562, section 5.7), which sort
 * by the millisecond they were made in. They are unique, not secret.
 */
public final class UuidV7 {

    private static final long VERSION = 0x7000L;

    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private static final int RANDOM_BITS_A = 0xFFF;

    private static final long RANDOM_BITS_B = 0x3FFF_FFFF_FFFF_FFFFL;

    private UuidV7() {
    }

    /**
     * Makes an id for this moment.
     * @return a new id
     */
    public static UUID next() {
        return at(System.currentTimeMillis());
    }

    /**
     * Makes an id for a moment.
     * @param epochMillis the moment, in milliseconds since the epoch
     * @return a new id
     */
    public static UUID at(long epochMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (epochMillis << 16) | VERSION | (random.nextInt() & RANDOM_BITS_A);
        return new UUID(high, VARIANT | (random.nextLong() & RANDOM_BITS_B));
    }

}
