// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

/**
 * What the measured methods give back.
 *
 * @param order the number of the order
 * @param customer a name
 * @param total an amount
 * @param currency of the amount
 * @param note a text of the size of the order's
 */
record Receipt(long order, String customer, double total, String currency, String note) {

}
