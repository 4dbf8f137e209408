// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * One test for each thing that carries work onward: does the current span go along, and
 * only where it should? With real applications, threads and servers.
 */
package ai.opper.tracing.propagation;
