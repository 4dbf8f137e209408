// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

/**
 * What every request passes before it reaches a route.
 *
 * @param log remembers requests
 * @param access knows the token
 * @param ownAddress the address that the server is bound to
 * @param loopback whether only this machine can reach it
 */
public record HttpChecks(RequestLog log, Access access, String ownAddress, boolean loopback) {
}
