// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Local Opper: turns a database on this machine into Opper's API and a page that shows
 * the traces. Started by the Spring Boot starter or by {@code java -jar}; it has threads
 * of its own, all of them daemons.
 */
@NullMarked
package ai.opper.tracing.local;

import org.jspecify.annotations.NullMarked;
