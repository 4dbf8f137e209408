// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.List;

/**
 * A part of a list.
 *
 * @param <T> what is listed
 * @param data the entries of this part
 * @param totalCount how many entries there are in all, or -1 when the API does not tell
 */
public record Page<T>(List<T> data, long totalCount) {
}
