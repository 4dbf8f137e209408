// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where spans are kept and how many.
 *
 * @param directory the directory, which several processes may share; it is made when it
 * is missing
 * @param maxBytes how many bytes this process keeps at most, what it adopted included
 * @param maxAge how long an entry is kept
 */
public record SpoolSettings(Path directory, long maxBytes, Duration maxAge) {

    /** How many bytes are kept when nobody says otherwise. */
    public static final long DEFAULT_MAX_BYTES = 256L << 20;

    /** How long entries are kept when nobody says otherwise. */
    public static final Duration DEFAULT_MAX_AGE = Duration.ofHours(24);

    private static final long MIN_BYTES = 64L << 10;

    public SpoolSettings {
        if (maxBytes < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "The spool may take " + maxBytes + " bytes; it must be at least " + MIN_BYTES + ".");
        }
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("The age of spooled spans is " + maxAge + "; it must be positive.");
        }
    }

    /**
     * Makes the directory if it is missing, and tries whether files can be written to it.
     * @throws IOException if not
     */
    public void checkDirectory() throws IOException {
        OwnerOnly.makeDirectories(this.directory);
        Files.delete(Files.createTempFile(this.directory, "check", null));
    }

    /**
     * Settings with the usual bounds.
     * @param directory the directory
     * @return the settings
     */
    public static SpoolSettings in(Path directory) {
        return new SpoolSettings(directory, DEFAULT_MAX_BYTES, DEFAULT_MAX_AGE);
    }

}
