// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.person;

/**
 * What the analysis says about a person.
 *
 * @param name the person's name
 * @param ageGroup such as {@code 25-34}
 * @param region where in the world the person lives
 * @param summary the same as a sentence
 */
public record Profile(String name, String ageGroup, String region, String summary) {
}
