// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns what the core counts into answers of Spring Boot's Actuator: an endpoint and a
 * health contributor. Asked by web requests and JMX, on their threads; takes no lock that
 * recording or shipping waits for.
 */
@NullMarked
package ai.opper.tracing.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
