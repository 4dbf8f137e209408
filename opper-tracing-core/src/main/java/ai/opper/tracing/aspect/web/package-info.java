// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns what a web controller returns before its work is over into spans that end with
 * it. Found through {@code META-INF/spring.factories}; where Spring MVC is missing, so
 * are these adapters. Called on the threads of requests.
 */
@NullMarked
package ai.opper.tracing.aspect.web;

import org.jspecify.annotations.NullMarked;
