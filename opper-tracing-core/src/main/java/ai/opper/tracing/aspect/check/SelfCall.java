// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

/**
 * A call on {@code this} in the code of a class.
 *
 * @param caller the name of the method around it
 * @param signature name and descriptor of the method that is called
 */
record SelfCall(String caller, String signature) {
}
