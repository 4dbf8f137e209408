// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

/**
 * Which part of a list is wanted.
 *
 * @param offset how many to skip
 * @param limit how many to return at most
 */
public record Slice(int offset, int limit) {
}
