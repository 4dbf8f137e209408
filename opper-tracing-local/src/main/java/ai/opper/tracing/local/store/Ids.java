// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes ids that sort by time (UUIDv7), which is kind to the indexes that hold them. */
public final class Ids {

    private static final int VERSION = 0x7000;

    private static final long VARIANT = 0x8000000000000000L;

    private static final long RANDOM_BITS = 0x3FFFFFFFFFFFFFFFL;

    private Ids() {
    }

    /**
     * Makes an id.
     * @return a new UUID of version 7; unique, not secret
     */
    public static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = System.currentTimeMillis() << 16;
        return new UUID(time | VERSION | random.nextInt(0x1000), VARIANT | (random.nextLong() & RANDOM_BITS));
    }

}
