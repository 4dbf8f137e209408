// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Plants secrets wherever a value can come from and looks for them at every door that
 * leads out of the process. With real applications, files and servers.
 */
package ai.opper.tracing.privacy;
