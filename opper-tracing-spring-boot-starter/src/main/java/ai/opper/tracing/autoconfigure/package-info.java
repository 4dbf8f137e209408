// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns properties and the beans that are there into a running pipeline. Wiring only;
 * used by Spring Boot while an application starts and stops.
 */
@NullMarked
package ai.opper.tracing.autoconfigure;

import org.jspecify.annotations.NullMarked;
