// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.person;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What came of a batch.
 *
 * @param profiles what the analysis says, for the records that could be analysed
 * @param problems why the others could not
 * @param records how many records the batch had
 * @param failed how many could not be analysed
 * @param traceId the batch's trace, or {@code null} when nothing is recorded
 * @param traceUrl where to look at the trace, or {@code null} when nothing is recorded
 */
public record BatchResult(List<Profile> profiles, List<String> problems, int records, int failed,
        @Nullable String traceId, @Nullable String traceUrl) {
}
