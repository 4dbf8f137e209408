// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.person;

import org.jspecify.annotations.Nullable;

/**
 * One record of a batch, as it came in.
 *
 * @param name the person's name, if given
 * @param age the age in years, if given
 * @param city the city, if given
 */
public record Person(@Nullable String name, @Nullable Integer age, @Nullable String city) {
}
