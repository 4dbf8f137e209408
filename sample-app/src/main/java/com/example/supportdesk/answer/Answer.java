// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.answer;

import java.util.List;

/**
 * An answer and where it comes from.
 *
 * @param text the answer
 * @param sources the sources that the text was really taken from
 * @param method how it was made, such as {@code extractive}
 */
public record Answer(String text, List<Source> sources, String method) {
}
