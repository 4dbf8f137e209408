// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

/**
 * What an entry of a {@link Spool} is acknowledged by. Belongs to the spool that gave it.
 */
public interface SpoolReceipt {

    /**
     * Whether the entry is in a file now. It is not yet within the first milliseconds,
     * and no more when the disk fails or the spool had to make room; then it is only in
     * the memory of whoever holds it.
     * @return {@code true} when the death of the process does not lose it
     */
    boolean isStored();

}
