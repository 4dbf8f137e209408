// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

/**
 * What the measured methods are given.
 *
 * @param id a number
 * @param customer a name
 * @param article an article
 * @param quantity how many
 * @param note a text, which decides how large the payload is
 */
record Order(long id, String customer, String article, int quantity, String note) {

    /** What the fields take as JSON without the note. */
    private static final int FIXED_BYTES = 80;

    static Order ofBytes(int bytes) {
        return new Order(4_711, "Grace Hopper", "compiler", 1, "n".repeat(Math.max(1, bytes - FIXED_BYTES)));
    }

    Receipt receipt() {
        return new Receipt(this.id, this.customer, 19.95, "EUR", this.note);
    }

}
