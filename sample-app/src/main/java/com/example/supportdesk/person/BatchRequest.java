// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.person;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a client sends.
 *
 * @param persons the records
 */
record BatchRequest(@Nullable List<@Nullable Person> persons) {
}
