// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * What the test kit does to applications of Spring Boot: which spans a test sees, and
 * that none of them leaves it.
 */
@NullMarked
package ai.opper.tracing.testkit;

import org.jspecify.annotations.NullMarked;
