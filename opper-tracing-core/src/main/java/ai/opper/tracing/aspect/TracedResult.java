// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

/** A result that already tells a call when its work is over. */
interface TracedResult {

    ResultAdapter.CallSpans spans();

}
