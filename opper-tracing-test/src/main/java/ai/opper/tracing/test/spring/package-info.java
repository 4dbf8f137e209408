// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns the application contexts of Spring's tests into ones that send nothing. Found
 * through {@code META-INF/spring.factories}; called by Spring's test support on the
 * thread of the test.
 */
@NullMarked
package ai.opper.tracing.test.spring;

import org.jspecify.annotations.NullMarked;
