// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.List;

/**
 * A slice of a longer list.
 *
 * @param totalCount how many there are in all
 * @param items the slice
 * @param <T> what is listed
 */
public record Page<T>(long totalCount, List<T> items) {
}
