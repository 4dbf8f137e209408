// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

/**
 * Something to be written, on the one thread that writes.
 *
 * @param <T> what it results in
 */
@FunctionalInterface
interface Change<T> {

    /**
     * Writes within a transaction that it shares with others.
     * @param group remembers whose summaries have to follow
     * @return the result, handed on once the transaction outlives the process
     * @throws RuntimeException to undo this change and no other
     */
    T apply(Group group);

    /**
     * About what the change keeps in memory until it is written.
     * @return bytes
     */
    default long weight() {
        return 1000;
    }

}
